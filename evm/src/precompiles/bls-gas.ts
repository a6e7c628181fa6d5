/** MSM discounts per mille (EIP-2537); the last entry holds for all larger sizes. */
export const G1_DISCOUNT = [
  1000, 949, 848, 797, 764, 750, 738, 728, 719, 712, 705, 698, 692, 687, 682, 677, 673, 669, 665, 661, 658, 654, 651, 648,
  645, 642, 640, 637, 635, 632, 630, 627, 625, 623, 621, 619, 617, 615, 613, 611, 609, 608, 606, 604, 603, 601, 599, 598,
  596, 595, 593, 592, 591, 589, 588, 586, 585, 584, 582, 581, 580, 579, 577, 576, 575, 574, 573, 572, 570, 569, 568, 567,
  566, 565, 564, 563, 562, 561, 560, 559, 558, 557, 556, 555, 554, 553, 552, 551, 550, 549, 548, 547, 547, 546, 545, 544,
  543, 542, 541, 540, 540, 539, 538, 537, 536, 536, 535, 534, 533, 532, 532, 531, 530, 529, 528, 528, 527, 526, 525, 525,
  524, 523, 522, 522, 521, 520, 520, 519,
];
export const G2_DISCOUNT = [
  1000, 1000, 923, 884, 855, 832, 812, 796, 782, 770, 759, 749, 740, 732, 724, 717, 711, 704, 699, 693, 688, 683, 679, 674,
  670, 666, 663, 659, 655, 652, 649, 646, 643, 640, 637, 634, 632, 629, 627, 624, 622, 620, 618, 615, 613, 611, 609, 607,
  606, 604, 602, 600, 598, 597, 595, 593, 592, 590, 589, 587, 586, 584, 583, 582, 580, 579, 578, 576, 575, 574, 573, 571,
  570, 569, 568, 567, 566, 565, 563, 562, 561, 560, 559, 558, 557, 556, 555, 554, 553, 552, 552, 551, 550, 549, 548, 547,
  546, 545, 545, 544, 543, 542, 541, 541, 540, 539, 538, 537, 537, 536, 535, 535, 534, 533, 532, 532, 531, 530, 530, 529,
  528, 528, 527, 526, 526, 525, 524, 524,
];
/** The one table of the 2024 draft, for both groups. */
export const DRAFT_DISCOUNT = [
  1200, 888, 764, 641, 594, 547, 500, 453, 438, 423, 408, 394, 379, 364, 349, 334, 330, 326, 322, 318, 314, 310, 306, 302,
  298, 294, 289, 285, 281, 277, 273, 269, 268, 266, 265, 263, 262, 260, 259, 257, 256, 254, 253, 251, 250, 248, 247, 245,
  244, 242, 241, 239, 238, 236, 235, 233, 232, 231, 229, 228, 226, 225, 223, 222, 221, 220, 219, 219, 218, 217, 216, 216,
  215, 214, 213, 213, 212, 211, 211, 210, 209, 208, 208, 207, 206, 205, 205, 204, 203, 202, 202, 201, 200, 199, 199, 198,
  197, 196, 196, 195, 194, 193, 193, 192, 191, 191, 190, 189, 188, 188, 187, 186, 185, 185, 184, 183, 182, 182, 181, 180,
  179, 179, 178, 177, 176, 176, 175, 174,
];

/** Prices of the BLS12-381 precompiles. */
export interface BlsPrices {
  readonly g1Add: number;
  readonly g1Mul: number;
  readonly g2Add: number;
  readonly g2Mul: number;
  readonly pairing: number;
  readonly perPair: number;
  readonly mapG1: number;
  readonly mapG2: number;
  readonly g1Discount: readonly number[];
  readonly g2Discount: readonly number[];
}

/** EIP-2537 as activated with Prague. */
export const PRAGUE_PRICES: BlsPrices = {
  g1Add: 375, g1Mul: 12_000, g2Add: 600, g2Mul: 22_500, pairing: 37_700, perPair: 32_600, mapG1: 5500, mapG2: 23_800,
  g1Discount: G1_DISCOUNT, g2Discount: G2_DISCOUNT,
};

/** EIP-2537 as of April 2024. */
export const DRAFT_PRICES: BlsPrices = {
  g1Add: 500, g1Mul: 12_000, g2Add: 800, g2Mul: 45_000, pairing: 65_000, perPair: 43_000, mapG1: 5500, mapG2: 75_000,
  g1Discount: DRAFT_DISCOUNT, g2Discount: DRAFT_DISCOUNT,
};

/** Price of a multi-scalar multiplication of `count` points. */
export function msmGas(count: number, single: number, discounts: readonly number[]): number {
  if (count === 0) return 0;
  const discount = discounts[Math.min(count, discounts.length) - 1] ?? 0;
  return Math.floor((count * single * discount) / 1000);
}
