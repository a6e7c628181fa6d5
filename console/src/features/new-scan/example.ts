/** A small vault that pays out before it remembers having paid. */
export const example = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Vault {
    mapping(address => uint256) public balances;
    address public owner;

    constructor() {
        owner = msg.sender;
    }

    function deposit() external payable {
        balances[msg.sender] += msg.value;
    }

    function withdraw(uint256 amount) external {
        require(balances[msg.sender] >= amount, "balance too low");
        (bool sent, ) = msg.sender.call{value: amount}("");
        require(sent, "transfer failed");
        balances[msg.sender] -= amount;
    }

    function sweep(address payable to) external {
        require(tx.origin == owner, "not the owner");
        to.transfer(address(this).balance);
    }
}
`;
