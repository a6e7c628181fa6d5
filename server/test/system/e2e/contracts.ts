/** A vault that pays out before it remembers having paid: line 13 sends, line 15 remembers. */
export const reentrant = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

contract Vault {
    mapping(address => uint256) public balances;

    function deposit() external payable {
        balances[msg.sender] += msg.value;
    }

    function withdraw(uint256 amount) external {
        require(balances[msg.sender] >= amount, "balance too low");
        (bool sent, ) = msg.sender.call{value: amount}("");
        require(sent, "transfer failed");
        balances[msg.sender] -= amount;
    }
}
`;

/** Nothing to find. */
export const harmless = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

contract Constant {
    uint256 public immutable value;

    constructor(uint256 given) {
        value = given;
    }
}
`;

/** Does not parse. */
export const broken = `pragma solidity 0.8.28;
contract Broken { function f( { } }
`;

/** Many contracts in one file: work enough to be watched. */
export function many(count: number): string {
  const contract = (index: number): string => `
contract Vault${index} {
    mapping(address => uint256) public balances;
    address public owner;

    function withdraw${index}(uint256 amount) external {
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
  return `pragma solidity 0.8.28;\n${Array.from({ length: count }, (_, index) => contract(index)).join('')}`;
}
