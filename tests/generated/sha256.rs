//! SHA-256 (FIPS 180-4), so that the headers can name their data without a dependency.

/// The digest, as hexadecimal text.
pub fn sha256(data: &[u8]) -> String {
    let k = fraction_bits(3, 64);
    let mut hash: [u32; 8] = fraction_bits(2, 8).try_into().expect("eight words");
    for block in padded(data).chunks(64) {
        compress(&mut hash, block, &k);
    }
    hash.iter().map(|word| format!("{word:08x}")).collect()
}

fn padded(data: &[u8]) -> Vec<u8> {
    let mut padded = data.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((data.len() as u64 * 8).to_be_bytes());
    padded
}

/// The first 32 bits of the fractions of the square or cube roots of the first primes.
fn fraction_bits(root: u32, count: usize) -> Vec<u32> {
    let primes = (2_u128..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0));
    primes
        .take(count)
        .map(|prime| integer_root(prime << (32 * root), root) as u32)
        .collect()
}

/// The greatest number whose power is not above another.
fn integer_root(of: u128, root: u32) -> u128 {
    (0..40).rev().fold(0_u128, |found, bit| {
        let larger = found | 1 << bit;
        if larger.checked_pow(root).is_some_and(|power| power <= of) {
            larger
        } else {
            found
        }
    })
}

fn compress(hash: &mut [u32; 8], block: &[u8], k: &[u32]) {
    let mut w: Vec<u32> = block
        .chunks(4)
        .map(|word| u32::from_be_bytes([word[0], word[1], word[2], word[3]]))
        .collect();
    for i in 16..64 {
        let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
        let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
        w.push(
            w[i - 16]
                .wrapping_add(s0)
                .wrapping_add(w[i - 7])
                .wrapping_add(s1),
        );
    }
    let mut v = *hash;
    for i in 0..64 {
        let [a, b, c, _, e, f, g, h] = v;
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let first = h
            .wrapping_add(s1)
            .wrapping_add(e & f ^ !e & g)
            .wrapping_add(k[i])
            .wrapping_add(w[i]);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let second = s0.wrapping_add(a & b ^ a & c ^ b & c);
        v.rotate_right(1);
        v[4] = v[4].wrapping_add(first);
        v[0] = first.wrapping_add(second);
    }
    for (word, add) in hash.iter_mut().zip(v) {
        *word = word.wrapping_add(add);
    }
}
