/** Where the parts of an EOF container are (EIP-3540). */

@inline
export function u16be(at: usize): u32 {
  return (<u32>load<u8>(at) << 8) | <u32>load<u8>(at, 1);
}

@inline
export function i16be(at: usize): i32 {
  return <i32><i16>u16be(at);
}

/** Start of the types section, right behind the header. */
export function eofTypes(container: usize): usize {
  const sizes = container + 9 + (u16be(container + 7) << 1);
  const data = load<u8>(sizes) == 3 ? sizes + 3 + (u16be(sizes + 1) << 1) : sizes;
  return data + 4;
}

/** Start of a code section. */
export function eofSection(container: usize, section: u32): usize {
  let at = eofTypes(container) + u16be(container + 4);
  for (let i: u32 = 0; i < section; i++) at += u16be(container + 9 + (i << 1));
  return at;
}
