package io.github.windlass4j.scan.fleet;

import io.github.windlass4j.core.cert.Certificate;
import java.util.BitSet;
import java.util.Collection;

/** The numbers of the certificates that one store trusts. */
final class Held {
    private final BitSet numbers;

    private Held(BitSet numbers) {
        this.numbers = numbers;
    }

    static Held of(Collection<Certificate> certificates, Relations relations) {
        BitSet numbers = new BitSet(relations.size());
        certificates.forEach(certificate -> numbers.set(relations.number(certificate)));
        return new Held(numbers);
    }

    boolean contains(int number) {
        return numbers.get(number);
    }

    /** Any number of the store, or -1 if it is empty. */
    int any() {
        return numbers.nextSetBit(0);
    }
}
