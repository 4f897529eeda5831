package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * A name as the JDK compares it ({@code X500Principal}: PrintableString and UTF8String folded, other types by their octets),
 * with its relative names one by one.
 *
 * @param whole the name
 * @param rdns each relative name as a name of its own, in the order written
 */
record JdkDirectoryName(X500Principal whole, List<X500Principal> rdns) {
    /**
     * {@code C}, {@code ST}, {@code L}, {@code STREET}: a common ancestor that ends in one of these says nothing (JDK 21 and
     * later).
     */
    private static final Set<String> PLACES = Set.of("2.5.4.6", "2.5.4.8", "2.5.4.7", "2.5.4.9");

    JdkDirectoryName {
        rdns = List.copyOf(rdns);
    }

    /** Throws IllegalArgumentException if the JDK cannot read the name. */
    static JdkDirectoryName of(DistinguishedName name) {
        List<X500Principal> rdns = new ArrayList<>();
        DerReader names = new DerReader(name.encoded()).next().inner();
        while (names.hasNext()) {
            rdns.add(new X500Principal(DerWriter.sequence(names.next().encoded())));
        }
        return new JdkDirectoryName(new X500Principal(name.encoded()), rdns);
    }

    int size() {
        return rdns.size();
    }

    /** How {@code name} stands to this. */
    Relation relationOf(JdkDirectoryName name) {
        if (name.whole.equals(whole)) {
            return Relation.MATCH;
        }
        if (name.size() == 0) {
            return Relation.WIDENS;
        }
        if (size() == 0 || name.startsWith(this)) {
            return Relation.NARROWS;
        }
        return startsWith(name) ? Relation.WIDENS : Relation.SAME_KIND;
    }

    private boolean startsWith(JdkDirectoryName base) {
        return base.size() <= size() && rdns.subList(0, base.size()).equals(base.rdns);
    }

    /** Relative names that both begin with. */
    int commonPrefix(JdkDirectoryName other) {
        int common = 0;
        while (common < size() && common < other.size() && rdns.get(common).equals(other.rdns.get(common))) {
            common++;
        }
        return common;
    }

    /** True if the relative name at {@code index} is a place. */
    boolean isPlace(int index) {
        return DistinguishedName.parse(rdns.get(index).getEncoded()).rdns().stream()
                .flatMap(List::stream)
                .anyMatch(attribute -> PLACES.contains(attribute.oid()));
    }
}
