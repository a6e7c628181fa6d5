const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words of Solidity (0.8 and before) that are coloured as keywords. */
export const keywords = list(
  'abstract anonymous as assembly break catch constant constructor continue contract delete do else emit enum error event external fallback final for from function global if immutable import indexed interface internal is let library mapping memory modifier new override payable pragma private public pure receive return returns revert storage calldata struct super switch this throw transient try type unchecked unicode using var view virtual while case default leave',
);
/** Words of Vyper that Solidity does not have. */
export const vyperKeywords = list('def class flag implements exports initializes uses and or not in pass raise assert log self elif range nonpayable deploy nonreentrant staticcall extcall');
export const elementary = /^(?:address|bool|string|bytes(?:[1-9]|[12]\d|3[0-2])?|u?int(?:8|16|24|32|40|48|56|64|72|80|88|96|104|112|120|128|136|144|152|160|168|176|184|192|200|208|216|224|232|240|248|256)?|u?fixed(?:\d+x\d+)?|byte|decimal|HashMap|DynArray|Bytes|String)$/;
export const constants = list('true false wei gwei ether seconds minutes hours days weeks years empty True False');
/** Names the language gives meaning to. */
export const globals = list('msg block tx abi now require assert keccak256 sha256 ripemd160 ecrecover addmod mulmod selfdestruct suicide blockhash gasleft send transfer call delegatecall staticcall callcode raw_call');
