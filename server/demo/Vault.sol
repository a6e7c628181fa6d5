// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

/// A careful purse: what the demonstration looks like when there is little to say.
contract Vault {
    error Empty();
    error Refused();

    event Deposited(address indexed from, uint256 amount);
    event Withdrawn(address indexed to, uint256 amount);

    mapping(address account => uint256 amount) public balanceOf;

    function deposit() external payable {
        balanceOf[msg.sender] += msg.value;
        emit Deposited(msg.sender, msg.value);
    }

    function withdraw() external {
        uint256 amount = balanceOf[msg.sender];
        if (amount == 0) revert Empty();
        balanceOf[msg.sender] = 0;
        emit Withdrawn(msg.sender, amount);
        (bool sent, ) = msg.sender.call{value: amount}("");
        if (!sent) revert Refused();
    }
}
