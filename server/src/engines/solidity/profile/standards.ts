/** What a standard asks of a function. */
export interface FunctionRule {
  signature: string;
  returns: readonly string[];
  isView: boolean;
  /** The event that the standard says it must emit. */
  emits?: string;
  /** The function of the receiver that it must call. */
  calls?: readonly string[];
}

/** An interface standard, as far as source code shows it. */
export interface Standard {
  id: 'ERC-20' | 'ERC-721' | 'ERC-1155' | 'ERC-4626';
  url: string;
  functions: readonly FunctionRule[];
  /** As `Transfer(address indexed,…)`. */
  events: readonly string[];
  /** ERC-165 ids that `supportsInterface` must answer for. */
  interfaceIds: readonly number[];
  /** Functions that may be there, and how they must look then. */
  optional: readonly FunctionRule[];
}

const reads = (signature: string, ...returns: string[]): FunctionRule => ({ signature, returns, isView: true });
const writes = (signature: string, returns: readonly string[], more: Pick<FunctionRule, 'emits' | 'calls'> = {}): FunctionRule => ({ signature, returns, isView: false, ...more });

const metadata = [reads('name()', 'string'), reads('symbol()', 'string')];

/** The standards, from their own texts on eips.ethereum.org. */
export const standards: readonly Standard[] = [
  {
    id: 'ERC-20',
    url: 'https://eips.ethereum.org/EIPS/eip-20',
    functions: [
      reads('totalSupply()', 'uint256'), reads('balanceOf(address)', 'uint256'), reads('allowance(address,address)', 'uint256'),
      writes('transfer(address,uint256)', ['bool'], { emits: 'Transfer' }),
      writes('transferFrom(address,address,uint256)', ['bool'], { emits: 'Transfer' }),
      writes('approve(address,uint256)', ['bool'], { emits: 'Approval' }),
    ],
    events: ['Transfer(address indexed,address indexed,uint256)', 'Approval(address indexed,address indexed,uint256)'],
    interfaceIds: [],
    optional: [...metadata, reads('decimals()', 'uint8')],
  },
  {
    id: 'ERC-721',
    url: 'https://eips.ethereum.org/EIPS/eip-721',
    functions: [
      reads('balanceOf(address)', 'uint256'), reads('ownerOf(uint256)', 'address'), reads('getApproved(uint256)', 'address'), reads('isApprovedForAll(address,address)', 'bool'),
      writes('safeTransferFrom(address,address,uint256,bytes)', [], { emits: 'Transfer', calls: ['onERC721Received'] }),
      writes('safeTransferFrom(address,address,uint256)', [], { emits: 'Transfer', calls: ['onERC721Received'] }),
      writes('transferFrom(address,address,uint256)', [], { emits: 'Transfer' }),
      writes('approve(address,uint256)', [], { emits: 'Approval' }),
      writes('setApprovalForAll(address,bool)', [], { emits: 'ApprovalForAll' }),
    ],
    events: ['Transfer(address indexed,address indexed,uint256 indexed)', 'Approval(address indexed,address indexed,uint256 indexed)', 'ApprovalForAll(address indexed,address indexed,bool)'],
    interfaceIds: [0x01ffc9a7, 0x80ac58cd],
    optional: [...metadata, reads('tokenURI(uint256)', 'string')],
  },
  {
    id: 'ERC-1155',
    url: 'https://eips.ethereum.org/EIPS/eip-1155',
    functions: [
      reads('balanceOf(address,uint256)', 'uint256'), reads('balanceOfBatch(address[],uint256[])', 'uint256[]'), reads('isApprovedForAll(address,address)', 'bool'),
      writes('setApprovalForAll(address,bool)', [], { emits: 'ApprovalForAll' }),
      writes('safeTransferFrom(address,address,uint256,uint256,bytes)', [], { emits: 'TransferSingle', calls: ['onERC1155Received'] }),
      writes('safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)', [], { emits: 'TransferBatch', calls: ['onERC1155BatchReceived'] }),
    ],
    events: [
      'TransferSingle(address indexed,address indexed,address indexed,uint256,uint256)', 'TransferBatch(address indexed,address indexed,address indexed,uint256[],uint256[])',
      'ApprovalForAll(address indexed,address indexed,bool)', 'URI(string,uint256 indexed)',
    ],
    interfaceIds: [0x01ffc9a7, 0xd9b67a26],
    optional: [reads('uri(uint256)', 'string')],
  },
  {
    id: 'ERC-4626',
    url: 'https://eips.ethereum.org/EIPS/eip-4626',
    functions: [
      reads('asset()', 'address'), reads('totalAssets()', 'uint256'), reads('convertToShares(uint256)', 'uint256'), reads('convertToAssets(uint256)', 'uint256'),
      reads('maxDeposit(address)', 'uint256'), reads('previewDeposit(uint256)', 'uint256'), reads('maxMint(address)', 'uint256'), reads('previewMint(uint256)', 'uint256'),
      reads('maxWithdraw(address)', 'uint256'), reads('previewWithdraw(uint256)', 'uint256'), reads('maxRedeem(address)', 'uint256'), reads('previewRedeem(uint256)', 'uint256'),
      writes('deposit(uint256,address)', ['uint256'], { emits: 'Deposit' }), writes('mint(uint256,address)', ['uint256'], { emits: 'Deposit' }),
      writes('withdraw(uint256,address,address)', ['uint256'], { emits: 'Withdraw' }), writes('redeem(uint256,address,address)', ['uint256'], { emits: 'Withdraw' }),
    ],
    events: ['Deposit(address indexed,address indexed,uint256,uint256)', 'Withdraw(address indexed,address indexed,address indexed,uint256,uint256)'],
    interfaceIds: [],
    optional: [],
  },
];
