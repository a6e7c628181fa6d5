// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

contract Token {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 public totalSupply;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    function mint(address to, uint256 value) external {
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed != type(uint256).max) allowance[from][msg.sender] = allowed - value;
        move(from, to, value);
        return true;
    }

    function move(address from, address to, uint256 value) private {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }

    /// A batch of transfers inside one transaction.
    function batch(address to, uint256 count) external {
        for (uint256 i = 0; i < count; i++) move(msg.sender, address(uint160(to) + uint160(i % 16)), 1);
    }
}

/// A constant-product pair with fee, packed reserves and price accumulators.
contract Pair {
    Token public immutable token0;
    Token public immutable token1;
    uint112 private reserve0;
    uint112 private reserve1;
    uint32 private blockTimestampLast;
    uint256 public price0CumulativeLast;
    uint256 public price1CumulativeLast;
    uint256 private unlocked = 1;
    event Swap(address indexed sender, uint256 in0, uint256 in1, uint256 out0, uint256 out1, address indexed to);
    event Sync(uint112 reserve0, uint112 reserve1);

    constructor(Token a, Token b) {
        token0 = a;
        token1 = b;
    }

    function getReserves() external view returns (uint112, uint112, uint32) {
        return (reserve0, reserve1, blockTimestampLast);
    }

    function sync() external {
        update(token0.balanceOf(address(this)), token1.balanceOf(address(this)), reserve0, reserve1);
    }

    function update(uint256 balance0, uint256 balance1, uint112 old0, uint112 old1) private {
        require(balance0 <= type(uint112).max && balance1 <= type(uint112).max, "overflow");
        uint32 now32 = uint32(block.timestamp % 2 ** 32);
        unchecked {
            uint32 elapsed = now32 - blockTimestampLast;
            if (elapsed > 0 && old0 != 0 && old1 != 0) {
                price0CumulativeLast += ((uint256(old1) << 112) / old0) * elapsed;
                price1CumulativeLast += ((uint256(old0) << 112) / old1) * elapsed;
            }
        }
        reserve0 = uint112(balance0);
        reserve1 = uint112(balance1);
        blockTimestampLast = now32;
        emit Sync(reserve0, reserve1);
    }

    function swap(uint256 out0, uint256 out1, address to) external {
        require(unlocked == 1, "locked");
        unlocked = 0;
        require(out0 > 0 || out1 > 0, "output");
        (uint112 r0, uint112 r1) = (reserve0, reserve1);
        require(out0 < r0 && out1 < r1, "liquidity");
        if (out0 > 0) token0.transfer(to, out0);
        if (out1 > 0) token1.transfer(to, out1);
        uint256 balance0 = token0.balanceOf(address(this));
        uint256 balance1 = token1.balanceOf(address(this));
        uint256 in0 = balance0 > r0 - out0 ? balance0 - (r0 - out0) : 0;
        uint256 in1 = balance1 > r1 - out1 ? balance1 - (r1 - out1) : 0;
        require(in0 > 0 || in1 > 0, "input");
        require((balance0 * 1000 - in0 * 3) * (balance1 * 1000 - in1 * 3) >= uint256(r0) * r1 * 1000 ** 2, "k");
        update(balance0, balance1, r0, r1);
        emit Swap(msg.sender, in0, in1, out0, out1, to);
        unlocked = 1;
    }
}

contract Router {
    function swapExact(Pair pair, uint256 amountIn, uint256 minimum, address to, uint256 deadline) external returns (uint256 out) {
        require(deadline >= block.timestamp, "expired");
        (uint112 r0, uint112 r1, ) = pair.getReserves();
        uint256 withFee = amountIn * 997;
        out = (withFee * r1) / (uint256(r0) * 1000 + withFee);
        require(out >= minimum, "minimum");
        require(pair.token0().transferFrom(msg.sender, address(pair), amountIn), "transfer");
        Token received = pair.token1();
        uint256 before = received.balanceOf(to);
        pair.swap(0, out, to);
        require(received.balanceOf(to) - before >= minimum, "received");
    }
}

/// A small fixed-point ray tracer: spheres, reflection, integer square roots; much signed multiplication and division.
contract Tracer {
    struct V { int256 x; int256 y; int256 z; }
    int256 constant ONE = 1000000;
    uint256 seed;

    function dot(V memory a, V memory b) private pure returns (int256) {
        return (a.x * b.x + a.y * b.y + a.z * b.z) / ONE;
    }

    function scale(V memory a, int256 k) private pure returns (V memory) {
        return V(a.x * k / ONE, a.y * k / ONE, a.z * k / ONE);
    }

    function plus(V memory a, V memory b) private pure returns (V memory) {
        return V(a.x + b.x, a.y + b.y, a.z + b.z);
    }

    function root(int256 x) private pure returns (int256 y) {
        if (x <= 0) return 0;
        int256 z = (x + 1) / 2;
        y = x;
        while (z < y) {
            y = z;
            z = (x / z + z) / 2;
        }
    }

    function normal(V memory a) private pure returns (V memory) {
        int256 length = root(a.x * a.x + a.y * a.y + a.z * a.z);
        return V(a.x * ONE / length, a.y * ONE / length, a.z * ONE / length);
    }

    function hit(V memory from, V memory to, V memory centre, int256 radius) private pure returns (int256) {
        V memory path = V(centre.x - from.x, centre.y - from.y, centre.z - from.z);
        int256 b = dot(path, to);
        int256 determinant = b * b / ONE - dot(path, path) + radius * radius / ONE;
        if (determinant < 0) return 0;
        int256 s = root(determinant * ONE);
        if (b - s > 1000) return b - s;
        return b + s > 1000 ? b + s : int256(0);
    }

    function shade(V memory from, V memory to, uint256 depth) private returns (int256) {
        int256 nearest = 0;
        V memory centre;
        for (int256 i = 0; i < 6; i++) {
            V memory c = V((i * 3 - 8) * ONE, (i % 3 - 1) * 2 * ONE, (12 + i) * ONE);
            int256 t = hit(from, to, c, 2 * ONE);
            if (t > 0 && (nearest == 0 || t < nearest)) (nearest, centre) = (t, c);
        }
        if (nearest == 0) return to.y > 0 ? to.y : ONE / 10;
        V memory point = plus(from, scale(to, nearest));
        V memory n = normal(V(point.x - centre.x, point.y - centre.y, point.z - centre.z));
        if (depth == 0) return ONE / 4;
        seed = (seed * 1103515245 + 12345) % 2147483647;
        V memory bounced = normal(plus(to, scale(n, -2 * dot(to, n) + int256(seed % 100))));
        return shade(point, bounced, depth - 1) * 7 / 10 + n.y / 10;
    }

    function render(uint256 size) external returns (int256 sum) {
        unchecked {
            for (uint256 y = 0; y < size; y++) {
                for (uint256 x = 0; x < size; x++) {
                    V memory to = normal(V((int256(x) * 2 - int256(size)) * ONE / int256(size), (int256(y) * 2 - int256(size)) * ONE / int256(size), ONE));
                    seed = x * 31 + y * 17 + 7;
                    sum += shade(V(0, 0, 0), to, 3);
                }
            }
        }
    }

    function hashes(uint256 count) external pure returns (bytes32 h) {
        for (uint256 i = 0; i < count; i++) h = keccak256(abi.encode(h, i));
    }

    function arithmetic(uint256 count) external pure returns (uint256 a) {
        a = 0x9e3779b97f4a7c15f39cc0605cedc8341082276bf3a27251f86c6a11d0c18e95;
        uint256 b = 7;
        unchecked {
            for (uint256 i = 1; i <= count; i++) {
                a = a * (b | 1) + i;
                b = (a >> 64) ^ (b * i);
                a = addmod(a, b, ~i) ^ (a / (b | 1)) + mulmod(a, b, i + 0xffffffffffffffff);
            }
        }
    }
}
