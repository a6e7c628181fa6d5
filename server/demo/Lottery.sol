pragma solidity ^0.4.24;

/// An old-fashioned lottery: its luck can be read from the block.
contract Lottery {
    address public owner;
    address[] public players;

    function Lotery() public {
        owner = msg.sender;
    }

    function enter() public payable {
        require(msg.value == 0.1 ether);
        players.push(msg.sender);
    }

    function draw() public {
        require(tx.origin == owner);
        uint256 winner = uint256(keccak256(abi.encodePacked(block.timestamp, block.difficulty))) % players.length;
        players[winner].send(address(this).balance);
        delete players;
    }
}
