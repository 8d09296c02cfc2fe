//! Files that are encrypted and that anybody may open: with a password that is empty, as files are that only forbid to copy
//! or to change them.
//!
//! RC4 with keys of 40 to 128 bits, AES with 128 and with 256 (ISO 32000-2, 7.6). The ciphers protect nothing here, since
//! the key is in the file.

use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit, consts::U16};
use aes::{Aes128, Aes256, Block};
use md5::Md5;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::syntax::{Dict, Object};

/// What a password that is too short is filled up with.
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// How deep strings may stand in an object.
const MOST_DEPTH: usize = 64;

/// How something is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Nothing,
    Rc4,
    /// AES, with a key for each object.
    Aes,
    /// AES, with the key of the file.
    Aes256,
}

/// The key of a file, and what it is for.
#[derive(Debug)]
pub(super) struct Lock {
    key: Vec<u8>,
    streams: Method,
    strings: Method,
}

/// The number of an object, and its generation.
pub(super) type Owner = (u32, u32);

impl Lock {
    /// Opens the lock of a file by its dictionary and the first part of the file's name, if the empty password does.
    pub(super) fn open(dict: &Dict, id: &[u8]) -> Option<Self> {
        let number = |key: &[u8]| dict.get(key).and_then(Object::number);
        if dict.get(&b"Filter"[..]).and_then(Object::name) != Some(b"Standard") {
            return None;
        }
        let version = number(b"V").unwrap_or(0.0) as u32;
        let revision = number(b"R")? as u32;
        let (streams, strings) = match version {
            1 | 2 => (Method::Rc4, Method::Rc4),
            4 | 5 => (method(dict, b"StmF")?, method(dict, b"StrF")?),
            _ => return None,
        };
        let key = match revision {
            2..=4 => {
                let bits = match version {
                    1 => 40.0,
                    4 => 128.0,
                    _ => number(b"Length").unwrap_or(40.0),
                };
                let length = (bits / 8.0) as usize;
                key_by_md5(dict, id, revision, length.clamp(5, 16))?
            }
            5 | 6 => key_by_sha(dict, revision)?,
            _ => return None,
        };
        Some(Self {
            key,
            streams,
            strings,
        })
    }

    /// The data of a stream as it was before it was encrypted.
    pub(super) fn stream(&self, data: &[u8], owner: Owner) -> Vec<u8> {
        self.undone(self.streams, data, owner)
    }

    /// Opens all strings of an object.
    pub(super) fn strings(&self, object: &mut Object, owner: Owner) {
        if self.strings != Method::Nothing {
            self.strings_within(object, owner, MOST_DEPTH);
        }
    }

    fn strings_within(&self, object: &mut Object, owner: Owner, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        match object {
            Object::String(string) => {
                *string = self.undone(self.strings, string, owner);
            }
            Object::Array(items) => {
                for item in items {
                    self.strings_within(item, owner, depth);
                }
            }
            Object::Dict(dict) | Object::Stream(dict, _) => {
                for item in dict.values_mut() {
                    self.strings_within(item, owner, depth);
                }
            }
            _ => {}
        }
    }

    fn undone(&self, method: Method, data: &[u8], owner: Owner) -> Vec<u8> {
        match method {
            Method::Nothing => data.to_vec(),
            Method::Rc4 => rc4(&self.key_of(owner, b""), data),
            Method::Aes => aes(&self.key_of(owner, b"sAlT"), data),
            Method::Aes256 => aes(&self.key, data),
        }
    }

    /// The key of an object.
    fn key_of(&self, (number, generation): Owner, salt: &[u8]) -> Vec<u8> {
        let mut digest = Md5::new();
        digest.update(&self.key);
        digest.update(&number.to_le_bytes()[..3]);
        digest.update(&generation.to_le_bytes()[..2]);
        digest.update(salt);
        let length = (self.key.len() + 5).min(16);
        digest.finalize().iter().copied().take(length).collect()
    }
}

/// The method that a filter stands for.
fn method(dict: &Dict, key: &[u8]) -> Option<Method> {
    let name = dict.get(key).and_then(Object::name).unwrap_or(b"Identity");
    if name == b"Identity" {
        return Some(Method::Nothing);
    }
    let filters = dict.get(&b"CF"[..]).and_then(Object::dict)?;
    let filter = filters.get(name).and_then(Object::dict)?;
    match filter.get(&b"CFM"[..]).and_then(Object::name)? {
        b"None" => Some(Method::Nothing),
        b"V2" => Some(Method::Rc4),
        b"AESV2" => Some(Method::Aes),
        b"AESV3" => Some(Method::Aes256),
        _ => None,
    }
}

fn string<'d>(dict: &'d Dict, key: &[u8]) -> Option<&'d [u8]> {
    match dict.get(key)? {
        Object::String(string) => Some(string),
        _ => None,
    }
}

/// The key by revisions 2 to 4, if the empty password is the right one.
fn key_by_md5(dict: &Dict, id: &[u8], revision: u32, length: usize) -> Option<Vec<u8>> {
    let permissions = dict.get(&b"P"[..]).and_then(Object::number)? as i64 as u32;
    let plain_metadata = matches!(dict.get(&b"EncryptMetadata"[..]), Some(Object::Bool(false)));
    let mut digest = Md5::new();
    digest.update(PADDING);
    digest.update(string(dict, b"O")?.get(..32)?);
    digest.update(permissions.to_le_bytes());
    digest.update(id);
    if revision >= 4 && plain_metadata {
        digest.update([0xff; 4]);
    }
    let mut key: Vec<u8> = digest.finalize().to_vec();
    key.truncate(length);
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key).to_vec();
            key.truncate(length);
        }
    }
    let user = string(dict, b"U")?;
    let is_right = if revision == 2 {
        rc4(&key, &PADDING) == user.get(..32)?
    } else {
        let mut digest = Md5::new();
        digest.update(PADDING);
        digest.update(id);
        let mut check = digest.finalize().to_vec();
        for round in 0..20 {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            check = rc4(&key, &check);
        }
        check == user.get(..16)?
    };
    is_right.then_some(key)
}

/// The key by revisions 5 and 6, if the empty password is the right one.
fn key_by_sha(dict: &Dict, revision: u32) -> Option<Vec<u8>> {
    let user = string(dict, b"U")?;
    let (check, salts) = user.split_at_checked(32)?;
    let (validation, rest) = salts.split_at_checked(8)?;
    let hash = |salt: &[u8]| match revision {
        5 => Sha256::digest(salt).to_vec(),
        _ => hardened(salt),
    };
    if hash(validation) != check {
        return None;
    }
    let key = hash(rest.get(..8)?);
    let sealed = string(dict, b"UE")?.get(..32)?;
    let cipher = Aes256::new_from_slice(&key).ok()?;
    Some(chained(&cipher, [0; 16], sealed))
}

/// The hash of revision 6, of an empty password and a salt.
fn hardened(salt: &[u8]) -> Vec<u8> {
    const COPIES: usize = 64;
    const LEAST: u32 = 64;
    const MOST: u32 = 64 + 256;
    let mut key = Sha256::digest(salt).to_vec();
    for round in 1..=MOST {
        let (Some(secret), Some(first)) = (key.get(..16), key.get(16..32)) else {
            break;
        };
        let Ok(cipher) = Aes128::new_from_slice(secret) else {
            break;
        };
        let mut before: [u8; 16] = first.try_into().unwrap_or_default();
        let mut data = key.repeat(COPIES);
        for part in data.as_chunks_mut::<16>().0 {
            for (byte, before) in part.iter_mut().zip(before) {
                *byte ^= before;
            }
            let mut block = Block::from(*part);
            cipher.encrypt_block(&mut block);
            *part = block.into();
            before = *part;
        }
        // The number that the first sixteen bytes write, by three.
        let sum: u32 = data.iter().take(16).map(|byte| u32::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&data).to_vec(),
            1 => Sha384::digest(&data).to_vec(),
            _ => Sha512::digest(&data).to_vec(),
        };
        let last = data.last().map_or(0, |byte| u32::from(*byte));
        if round >= LEAST && last + 32 <= round {
            break;
        }
    }
    key.truncate(32);
    key
}

/// Data by AES, with the first block before it and what fills up the last behind it.
fn aes(key: &[u8], data: &[u8]) -> Vec<u8> {
    let Some((first, rest)) = data.split_first_chunk::<16>() else {
        return Vec::new();
    };
    let mut plain = if let Ok(cipher) = Aes128::new_from_slice(key) {
        chained(&cipher, *first, rest)
    } else if let Ok(cipher) = Aes256::new_from_slice(key) {
        chained(&cipher, *first, rest)
    } else {
        return Vec::new();
    };
    if let Some(&filled @ 1..=16) = plain.last() {
        plain.truncate(plain.len().saturating_sub(usize::from(filled)));
    }
    plain
}

/// Blocks that each depend on the one before.
fn chained(
    cipher: &impl BlockCipherDecrypt<BlockSize = U16>,
    first: [u8; 16],
    data: &[u8],
) -> Vec<u8> {
    let mut before = first;
    let mut plain = Vec::with_capacity(data.len());
    for part in data.as_chunks::<16>().0 {
        let mut block = Block::from(*part);
        cipher.decrypt_block(&mut block);
        plain.extend(block.iter().zip(before).map(|(byte, before)| byte ^ before));
        before = *part;
    }
    plain
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
    let mut j = 0_u8;
    for (i, byte) in (0..=u8::MAX).zip(key.iter().cycle()) {
        let own = at(&state, i);
        j = j.wrapping_add(own).wrapping_add(*byte);
        state.swap(usize::from(i), usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    let plain = data.iter().map(|byte| {
        i = i.wrapping_add(1);
        j = j.wrapping_add(at(&state, i));
        state.swap(usize::from(i), usize::from(j));
        byte ^ at(&state, at(&state, i).wrapping_add(at(&state, j)))
    });
    plain.collect()
}

fn at(state: &[u8; 256], index: u8) -> u8 {
    state.get(usize::from(index)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_is_what_it_is_known_to_be() {
        assert_eq!(
            rc4(b"Key", b"Plaintext"),
            [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]
        );
        assert_eq!(rc4(b"Wiki", b"pedia"), [0x10, 0x21, 0xbf, 0x04, 0x20]);
    }

    #[test]
    fn a_lock_that_says_too_little_stays_shut() {
        let mut dict = Dict::new();
        assert!(Lock::open(&dict, b"").is_none());
        dict.insert(b"Filter".to_vec(), Object::Name(b"Standard".to_vec()));
        for (version, revision) in [(1.0, 2.0), (2.0, 3.0), (4.0, 4.0), (5.0, 6.0), (9.0, 9.0)] {
            dict.insert(b"V".to_vec(), Object::Number(version));
            dict.insert(b"R".to_vec(), Object::Number(revision));
            assert!(Lock::open(&dict, b"").is_none());
        }
    }
}
