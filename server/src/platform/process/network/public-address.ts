import ipaddr from 'ipaddr.js';

/** Azure's metadata service: the only one with an address that looks public. */
const METADATA_ADDRESSES = ['168.63.129.16'];
/** NAT64 for local use (RFC 8215): any private IPv4 address may hide behind it, as behind 64:ff9b::/96. */
const LOCAL_NAT64 = ipaddr.parseCIDR('64:ff9b:1::/48');

/** Whether an IP address is one of the public internet, and not another spelling of one that is not. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || METADATA_ADDRESSES.includes(text)) return false;
  const address = ipaddr.parse(text);
  return address.range() === 'unicast' && !(address.kind() === 'ipv6' && address.match(LOCAL_NAT64));
}
