// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// A shared purse with two faults that are common in practice.
contract Treasury {
    mapping(address => uint256) public balanceOf;
    address public keeper;

    constructor() {
        keeper = msg.sender;
    }

    function deposit() external payable {
        balanceOf[msg.sender] += msg.value;
    }

    // The balance is cleared after the money has left.
    function withdraw() external {
        uint256 amount = balanceOf[msg.sender];
        require(amount > 0, "nothing to withdraw");
        (bool sent, ) = msg.sender.call{value: amount}("");
        require(sent, "transfer failed");
        balanceOf[msg.sender] = 0;
    }

    // Anybody may take over the purse.
    function setKeeper(address next) external {
        keeper = next;
    }

    function sweep(address payable to) external {
        require(msg.sender == keeper, "only the keeper");
        to.transfer(address(this).balance);
    }
}
