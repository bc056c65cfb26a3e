import { Name } from '@peculiar/x509';
import { Set as Asn1Set, ObjectIdentifier, Sequence, Utf8String } from 'asn1js';

/** Who a certificate names. Names give no trust (fingerprints do); they are what people read. */
export type Subject = { readonly name: string; readonly organisation: string };

const commonName = '2.5.4.3';
const organisationName = '2.5.4.10';
/** RFC 5280, upper bounds ub-common-name and ub-organization-name, in characters. */
const longest = 64;

/** Whether a text can stand as common name: 1 to 64 characters, none of them a control character, no space at the ends. */
export function isSubjectName(text: string): boolean {
  const length = [...text].length;
  return length >= 1 && length <= longest && text.trim() === text && !/\p{Cc}/u.test(text);
}

/**
 * The name as CN and, where it is not empty, O, both UTF8String. Built from the encoding and not from text, since the
 * library's text form reads quotes and backslashes in a name as its own syntax. An organisation of more than
 * 64 characters is cut there with an ellipsis: its full name is in the profile.
 */
export function encodeName(subject: Subject): Name {
  const parts = [attribute(commonName, subject.name)];
  const organisation = shortened(subject.organisation);
  if (organisation !== '') parts.push(attribute(organisationName, organisation));
  return new Name(new Sequence({ value: parts }).toBER());
}

/** CN and O of a name; '' for what is not there, or is there more than once. */
export function decodeName(name: Name): Subject {
  return { name: single(name, commonName), organisation: single(name, organisationName) };
}

function attribute(type: string, value: string): Asn1Set {
  const pair = [new ObjectIdentifier({ value: type }), new Utf8String({ value })];
  return new Asn1Set({ value: [new Sequence({ value: pair })] });
}

function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= longest) return text;
  return `${characters.slice(0, longest - 1).join('')}…`;
}

function single(name: Name, type: string): string {
  const values = name.getField(type);
  return values.length === 1 ? (values[0] as string) : '';
}
