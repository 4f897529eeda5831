package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerString;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subject or issuer name. {@link #equals} compares the DER; {@link #matches} compares as RFC 5280 7.1 asks: string types,
 * case and surrounding or repeated white space make no difference, the order of the RDNs does.
 */
public final class DistinguishedName {
    /**
     * One attribute of a name.
     *
     * @param oid type, dotted decimals
     * @param value text, U+FFFD where octets do not fit the string type; {@code #} and hex of the DER if it is no string
     * @param isText false if the value is no string but some other type
     */
    public record Attribute(String oid, String value, boolean isText) {}

    /** {@code CN}. */
    public static final String COMMON_NAME = "2.5.4.3";

    /** {@code emailAddress} of PKCS #9, the attribute that e-mail name constraints look at (RFC 5280 4.2.1.10). */
    public static final String EMAIL_ADDRESS = "1.2.840.113549.1.9.1";

    private static final byte[] COMMON_NAME_OID = {0x55, 0x04, 0x03};

    private final byte[] array;
    private final int start;
    private final int end;
    private @Nullable String matchKey;
    private @Nullable Boolean plainText;

    /** A view of the name at {@code array[start, end)}, whose structure has been checked by {@link #check}. */
    DistinguishedName(byte[] array, int start, int end) {
        this.array = array;
        this.start = start;
        this.end = end;
    }

    /** Reads the DER of one Name; throws {@link MalformedCertificateException}. */
    public static DistinguishedName parse(byte[] der) {
        try {
            byte[] own = der.clone();
            DerReader reader = new DerReader(own);
            check(reader, "Name");
            reader.finish("Name");
            return new DistinguishedName(own, 0, own.length);
        } catch (DerException e) {
            throw MalformedCertificateException.of(e);
        }
    }

    /**
     * Reads a name as RFC 4514 writes it, last relative name first: {@code CN=Root A,O=Example}. Values become UTF8String,
     * except country, serialNumber and dnQualifier (PrintableString), DC and emailAddress (IA5String), as RFC 5280 appendix A
     * has them.
     *
     * @throws IllegalArgumentException if the text is no such name, saying where
     */
    public static DistinguishedName parse(String rfc4514) {
        return parse(Rfc4514.encode(rfc4514));
    }

    /**
     * Steps the reader over one Name, checks that it is SEQUENCE OF SET OF SEQUENCE { OID, value }, and says where it starts.
     */
    static int check(DerReader reader, String what) {
        int start = reader.next(Tag.SEQUENCE, what).start();
        int outer = reader.enter();
        while (reader.hasNext()) {
            int names = reader.next(Tag.SET, what).enter();
            if (!reader.hasNext()) {
                reader.deviates();
            }
            while (reader.hasNext()) {
                int attributes = reader.next(Tag.SEQUENCE, what).enter();
                reader.next(Tag.OID, what);
                checkValue(reader.next());
                reader.finish(what);
                reader.leave(attributes);
            }
            reader.leave(names);
        }
        reader.leave(outer);
        return start;
    }

    private static void checkValue(DerReader value) {
        Certificate.unread(value);
        if (DerString.isString(value.tag())
                && !DerString.isValid(value.tag(), value.array(), value.contentStart(), value.end())) {
            value.deviates();
        }
    }

    /** Steps the reader over one Name. */
    static DistinguishedName read(DerReader reader, String what) {
        int start = check(reader, what);
        return new DistinguishedName(reader.array(), start, reader.position());
    }

    /** The relative names in their order, each with its attributes (nearly always one) in theirs. */
    public List<List<Attribute>> rdns() {
        List<List<Attribute>> rdns = new ArrayList<>();
        DerReader names = new DerReader(array, start, end).next().inner();
        while (names.hasNext()) {
            List<Attribute> rdn = new ArrayList<>(1);
            DerReader attributes = names.next().inner();
            while (attributes.hasNext()) {
                rdn.add(attribute(attributes.next().inner()));
            }
            rdns.add(List.copyOf(rdn));
        }
        return List.copyOf(rdns);
    }

    private static Attribute attribute(DerReader pair) {
        String oid = oidOf(pair.next());
        return new Attribute(oid, valueOf(pair.next()), DerString.isString(pair.tag()));
    }

    private static String valueOf(DerReader value) {
        return DerString.isString(value.tag())
                ? DerString.decode(value.tag(), value.array(), value.contentStart(), value.end())
                : "#" + Hex.of(value.encoded());
    }

    /** An unreadable type keeps its octets: a name must stay printable whatever a certificate holds. */
    private static String oidOf(DerReader pair) {
        try {
            return pair.oid();
        } catch (DerException unreadable) {
            return "#" + Hex.of(pair.content());
        }
    }

    /** Values of every attribute of this type, in order. */
    public List<String> values(String oid) {
        List<String> values = new ArrayList<>(1);
        DerReader name = new DerReader(array, start, end).next();
        name.enter();
        while (name.hasNext()) {
            int rdns = name.next().enter();
            while (name.hasNext()) {
                int attributes = name.next().enter();
                if (oidOf(name.next()).equals(oid)) {
                    values.add(valueOf(name.next()));
                }
                name.leave(attributes);
            }
            name.leave(rdns);
        }
        return List.copyOf(values);
    }

    /** The last common name, which is the most specific one; empty if there is none. */
    public Optional<String> commonName() {
        int last = -1;
        for (int rdn = DerReader.contentOf(array, start); rdn < end; rdn = DerReader.endOf(array, rdn)) {
            int rdnEnd = DerReader.endOf(array, rdn);
            for (int pair = DerReader.contentOf(array, rdn); pair < rdnEnd; pair = DerReader.endOf(array, pair)) {
                int type = DerReader.contentOf(array, pair);
                int value = DerReader.endOf(array, type);
                if (Arrays.equals(array, DerReader.contentOf(array, type), value, COMMON_NAME_OID, 0, 3)) {
                    last = value;
                }
            }
        }
        return last < 0 ? Optional.empty() : Optional.of(valueAt(last));
    }

    private String valueAt(int value) {
        int tag = array[value] & 0xff;
        return DerString.isString(tag)
                ? DerString.decode(tag, array, DerReader.contentOf(array, value), DerReader.endOf(array, value))
                : valueOf(new DerReader(array, value, end).next());
    }

    /** True if the name has no relative name at all. */
    public boolean isEmpty() {
        return DerReader.contentOf(array, start) == end;
    }

    /** Number of relative names. */
    public int size() {
        int count = 0;
        for (DerReader names = new DerReader(array, start, end).next().inner(); names.hasNext(); names.next()) {
            count++;
        }
        return count;
    }

    /** True if the two are the same name by the comparison of RFC 5280 7.1. */
    public boolean matches(DistinguishedName other) {
        if (equals(other)) {
            return true;
        }
        int answer = NameMatching.compare(array, start, end, other.array, other.start, other.end);
        return answer == NameMatching.UNDECIDED ? matchKey().equals(other.matchKey()) : answer == NameMatching.SAME;
    }

    /**
     * True if this name lies in the subtree of {@code base}: it starts with the relative names of {@code base}, compared as in
     * {@link #matches} (RFC 5280 4.2.1.10, X.501). An empty base holds every name.
     */
    public boolean isWithin(DistinguishedName base) {
        return matchKey().startsWith(base.matchKey());
    }

    /** Text that is equal for two names exactly if they {@linkplain #matches match}: the key of an index by name. */
    public String matchKey() {
        String key = matchKey;
        if (key == null) {
            key = NameMatching.key(array, start, end);
            matchKey = key;
        }
        return key;
    }

    /**
     * True if every value is a string of ASCII characters: of such names every implementation known folds at most case and
     * white space, so that two which do not {@linkplain #matches match} are different names to all.
     */
    public boolean isPlainText() {
        Boolean plain = plainText;
        if (plain == null) {
            plain = NameMatching.isPlain(matchKey());
            plainText = plain;
        }
        return plain;
    }

    /**
     * This name with one more relative name at its end, given as the DER of its SET; throws {@link
     * MalformedCertificateException}.
     */
    public DistinguishedName plus(byte[] relativeName) {
        byte[] content = new DerReader(array, start, end).next().content();
        return parse(DerWriter.sequence(content, relativeName));
    }

    /** DER of the Name. */
    public byte[] encoded() {
        return Arrays.copyOfRange(array, start, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinguishedName that
                && Arrays.equals(array, start, end, that.array, that.start, that.end);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** RFC 4514: last relative name first, comma-separated, special characters escaped; empty text for the empty name. */
    @Override
    public String toString() {
        return Rfc4514.text(rdns());
    }
}
