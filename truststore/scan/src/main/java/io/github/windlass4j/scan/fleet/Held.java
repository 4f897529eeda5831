package io.github.windlass4j.scan.fleet;

import io.github.windlass4j.core.cert.Certificate;
import java.util.Arrays;
import java.util.Collection;

/** Which certificates one store trusts, and in which order it lists them: some engines take the first that fits. */
final class Held {
    /** By number: place in the store counted from 1, 0 for what it does not hold. */
    private int[] places;

    private int any = -1;

    private Held(int size) {
        places = new int[size];
    }

    static Held of(Collection<Certificate> certificates, Relations relations) {
        Held held = new Held(relations.size() + certificates.size());
        int place = 1;
        for (Certificate certificate : certificates) {
            held.put(relations.number(certificate), place++);
        }
        return held;
    }

    private void put(int number, int place) {
        if (number >= places.length) {
            places = Arrays.copyOf(places, number * 2);
        }
        if (places[number] == 0) {
            places[number] = place;
        }
        any = any < 0 ? number : any;
    }

    /** Place in the store counted from 1, 0 if the store does not hold it. */
    int place(int number) {
        return number < places.length ? places[number] : 0;
    }

    /** Any number of the store, or -1 if it is empty. */
    int any() {
        return any;
    }
}
