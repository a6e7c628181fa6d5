/** Functions of an ordinary token sale; `N` becomes the function's number. */
const parts = [
  `  function depositN() external payable {
    require(msg.value > minimum, "too little");
    deposits[msg.sender] += msg.value;
    totalDeposits += msg.value;
    emit Deposited(msg.sender, msg.value, block.timestamp);
  }`,
  `  function withdrawN(uint256 amount) external {
    require(deposits[msg.sender] >= amount, "not enough");
    (bool ok, ) = msg.sender.call{value: amount}("");
    require(ok, "failed");
    deposits[msg.sender] -= amount;
    totalDeposits -= amount;
  }`,
  `  function settleN(address[] calldata receivers, uint256 share) external onlyOwner {
    uint256 left = totalDeposits;
    for (uint256 i = 0; i < receivers.length; i++) {
      if (left < share) {
        break;
      }
      left -= share;
      payable(receivers[i]).transfer(share);
    }
    totalDeposits = left;
  }`,
  `  function drawN(uint256 seed) external returns (address) {
    uint256 index = uint256(keccak256(abi.encodePacked(block.timestamp, seed, players.length))) % players.length;
    address winner = players[index];
    prizes[winner] = prizes[winner] + totalDeposits / 10;
    return winner;
  }`,
  `  function quoteN(uint256 amount) public view returns (uint256) {
    uint256 price = amount * rate / 10000;
    if (price > ceiling) {
      return ceiling;
    }
    return price;
  }`,
];

/** A Solidity contract of at least `lines` lines; different for each `seed`, so that no result is remembered. */
export function contractSource(lines: number, seed: number): string {
  const text = [
    'pragma solidity ^0.8.19;', '', `contract Sale${seed} {`, '  address public owner;', '  uint256 public minimum;', '  uint256 public rate;', '  uint256 public ceiling;',
    '  uint256 public totalDeposits;', '  address[] public players;', '  mapping(address => uint256) public deposits;', '  mapping(address => uint256) public prizes;',
    '  event Deposited(address indexed from, uint256 amount, uint256 at);', '', '  modifier onlyOwner() {', '    require(msg.sender == owner, "not the owner");', '    _;', '  }', '',
  ];
  for (let n = 0; text.length < lines - 1; n += 1) {
    const part = (parts[n % parts.length] ?? '').replaceAll(/function (\w+)N\(/g, `function $1${n}(`);
    text.push(...part.split('\n'), '');
  }
  return [...text, '}'].join('\n');
}
