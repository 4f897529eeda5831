package io.github.windlass4j.core.internal.signature;

import static io.github.windlass4j.core.internal.der.DerWriter.integer;
import static io.github.windlass4j.core.internal.der.DerWriter.sequence;
import static io.github.windlass4j.core.internal.der.DerWriter.value;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A good ECDSA signature and what becomes of it when somebody tampers with the signature, the message or the key. */
final class ForgedSignatures {
    /** One question to a verifier; the name says what was done. */
    record Forgery(byte[] key, byte[] message, byte[] signature) {}

    private static final byte[] MESSAGE = "what was signed".getBytes(StandardCharsets.US_ASCII);

    private final String curve;
    private final String otherCurve;
    private final int flips;
    private final KeyPair pair;
    private final byte[] spki;
    private final BigInteger order;
    private final BigInteger prime;
    private final byte[] good;
    private final BigInteger r;
    private final BigInteger s;
    private final Map<String, Forgery> all = new LinkedHashMap<>();

    /**
     * @param curve by the JDK's name
     * @param algorithm of the signature
     * @param flips how many bits to flip in signature and key, evenly spread
     */
    ForgedSignatures(String curve, String otherCurve, String algorithm, int flips) throws GeneralSecurityException {
        this.curve = curve;
        this.otherCurve = otherCurve;
        this.flips = flips;
        this.pair = oddPair(curve);
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        this.spki = key.getEncoded();
        this.order = key.getParams().getOrder();
        this.prime = ((ECFieldFp) key.getParams().getCurve().getField()).getP();
        byte[] made = sign(algorithm);
        BigInteger[] numbers = numbers(made);
        // Half of all signatures have an r whose encoding begins with a zero octet, which the cases of negative numbers
        // need.
        while (numbers[0].toByteArray()[0] != 0 && order.bitLength() % 8 == 0) {
            made = sign(algorithm);
            numbers = numbers(made);
        }
        this.good = made;
        this.r = numbers[0];
        this.s = numbers[1];
    }

    /**
     * With a point whose last bit is set: where it ends in zeros, the JDK takes them for the unused bits that a flip of the
     * count before the point announces.
     */
    private static KeyPair oddPair(String curve) throws GeneralSecurityException {
        KeyPair made = pair(curve);
        while ((made.getPublic().getEncoded()[made.getPublic().getEncoded().length - 1] & 1) == 0) {
            made = pair(curve);
        }
        return made;
    }

    private static KeyPair pair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve), new SecureRandom());
        return generator.generateKeyPair();
    }

    private byte[] sign(String algorithm) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE);
        return signer.sign();
    }

    private static BigInteger[] numbers(byte[] signature) {
        DerReader reader = new DerReader(signature).next().inner();
        return new BigInteger[] {reader.next().integer(), reader.next().integer()};
    }

    /** By what was done; the untouched one is {@code "good"}. */
    Map<String, Forgery> all() throws GeneralSecurityException {
        signature("good", good);
        numbers();
        encodings();
        flips();
        points();
        keys();
        all.put("another message", new Forgery(spki, new byte[0], good));
        return all;
    }

    private void signature(String what, byte[] signature) {
        all.put(what, new Forgery(spki, MESSAGE, signature));
    }

    private void numbers() {
        BigInteger zero = BigInteger.ZERO;
        signature("high or low s", both(r, order.subtract(s)));
        signature("r zero", both(zero, s));
        signature("s zero", both(r, zero));
        signature("r and s zero", both(zero, zero));
        signature("r and s one", both(BigInteger.ONE, BigInteger.ONE));
        signature("r is the order", both(order, s));
        signature("s is the order", both(r, order));
        signature("order added to r", both(r.add(order), s));
        signature("order added to s", both(r, s.add(order)));
        signature("r negated", both(r.negate(), s));
        signature("s negated", both(r, s.negate()));
        signature("order taken from s", both(r, s.subtract(order)));
        signature("r and s exchanged", both(s, r));
        if (content(r)[0] == 0) {
            signature("r without its zero octet", sequence(bare(r), integer(s)));
        }
        signature("zero octet before s", sequence(integer(r), value(Tag.INTEGER, new byte[1], content(s))));
    }

    private static byte[] both(BigInteger r, BigInteger s) {
        return sequence(integer(r), integer(s));
    }

    private static byte[] content(BigInteger number) {
        return number.toByteArray();
    }

    private static byte[] bare(BigInteger number) {
        byte[] octets = number.toByteArray();
        return value(Tag.INTEGER, Arrays.copyOfRange(octets, 1, octets.length));
    }

    private void encodings() {
        byte[] first = integer(r);
        byte[] second = integer(s);
        signature("nothing", new byte[0]);
        signature("empty sequence", sequence(new byte[0]));
        signature("one number", sequence(first));
        signature("three numbers", sequence(first, second, second));
        signature("NULL behind the numbers", sequence(first, second, DerWriter.nul()));
        signature("octet behind the sequence", joined(good, new byte[1]));
        signature("sequence twice", joined(good, good));
        signature("a set", value(Tag.SET, first, second));
        signature("octet strings", sequence(value(Tag.OCTET_STRING, content(r)), value(Tag.OCTET_STRING, content(s))));
        signature("wrapped in an octet string", value(Tag.OCTET_STRING, good));
        signature("bare numbers", joined(first, second));
        signature("fixed width without DER", joined(fixed(r, order.bitLength()), fixed(s, order.bitLength())));
        byte[] inside = joined(first, second);
        signature(
                "BER: length in five octets",
                joined(new byte[] {0x30, (byte) 0x84, 0, 0, 0, (byte) inside.length}, inside));
        signature("BER: indefinite length", joined(joined(new byte[] {0x30, (byte) 0x80}, inside), new byte[2]));
        byte[] content = content(r);
        byte[] longer = joined(new byte[] {0x02, (byte) 0x81, (byte) content.length}, content);
        signature("BER: length of r in two octets", sequence(longer, second));
        for (int length = 1; length < good.length; length += 3) {
            signature("cut off after " + length, Arrays.copyOf(good, length));
        }
    }

    private static byte[] fixed(BigInteger number, int bits) {
        byte[] octets = content(number);
        byte[] whole = new byte[(bits + 7) / 8];
        int from = Math.max(0, octets.length - whole.length);
        System.arraycopy(octets, from, whole, whole.length - (octets.length - from), octets.length - from);
        return whole;
    }

    private void flips() {
        for (int i = 0; i < flips; i++) {
            int bit = (int) ((long) i * good.length * 8 / flips);
            signature("signature bit " + bit, flipped(good, bit));
            int keyBit = (int) ((long) i * spki.length * 8 / flips);
            all.put("key bit " + keyBit, new Forgery(flipped(spki, keyBit), MESSAGE, good));
        }
    }

    private static byte[] flipped(byte[] octets, int bit) {
        byte[] changed = octets.clone();
        changed[bit / 8] ^= (byte) (0x80 >> bit % 8);
        return changed;
    }

    private void points() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        byte[] x = field(key.getW().getAffineX());
        byte[] y = field(key.getW().getAffineY());
        boolean odd = key.getW().getAffineY().testBit(0);
        point("point at infinity", new byte[1]);
        point("no point", new byte[0]);
        point("point (0, 0)", joined(new byte[] {4}, new byte[2 * x.length]));
        point(
                "point off the curve",
                joined(new byte[] {4}, joined(x, field(key.getW().getAffineY().add(BigInteger.ONE)))));
        point(
                "negated point",
                joined(new byte[] {4}, joined(x, field(prime.subtract(key.getW().getAffineY())))));
        point("point of order 2 on another curve", joined(new byte[] {4}, joined(x, new byte[y.length])));
        point("x is the prime", joined(new byte[] {4}, joined(field(prime), y)));
        point("y is the prime", joined(new byte[] {4}, joined(x, field(prime))));
        point("point cut off", joined(new byte[] {4}, x));
        point("octet behind the point", joined(joined(new byte[] {4}, joined(x, y)), new byte[1]));
        point("compressed", joined(new byte[] {(byte) (odd ? 3 : 2)}, x));
        point("compressed with the other sign", joined(new byte[] {(byte) (odd ? 2 : 3)}, x));
        point("hybrid", joined(new byte[] {(byte) (odd ? 7 : 6)}, joined(x, y)));
        point("hybrid with the other sign", joined(new byte[] {(byte) (odd ? 6 : 7)}, joined(x, y)));
        point("first octet 5", joined(new byte[] {5}, joined(x, y)));
        point("compressed in an octet string", value(Tag.OCTET_STRING, joined(new byte[] {(byte) (odd ? 3 : 2)}, x)));
    }

    private void point(String what, byte[] point) {
        DerReader inner = new DerReader(spki).next().inner();
        byte[] algorithm = inner.next().encoded();
        all.put(what, new Forgery(sequence(algorithm, DerWriter.bits(point)), MESSAGE, good));
    }

    private byte[] field(BigInteger number) {
        return fixed(number, prime.bitLength());
    }

    private void keys() throws GeneralSecurityException {
        byte[] same = pair(curve).getPublic().getEncoded();
        byte[] other = pair(otherCurve).getPublic().getEncoded();
        all.put("another key", new Forgery(same, MESSAGE, good));
        all.put("key on " + otherCurve, new Forgery(other, MESSAGE, good));
        byte[] otherAlgorithm = new DerReader(other).next().inner().next().encoded();
        byte[] bits = behindAlgorithm(spki);
        all.put("point said to be on " + otherCurve, new Forgery(sequence(otherAlgorithm, bits), MESSAGE, good));
        byte[] noCurve = sequence(DerWriter.oid("1.2.840.10045.2.1"), DerWriter.oid("1.2.840.10045.3.1.99"));
        all.put("point on no known curve", new Forgery(sequence(noCurve, bits), MESSAGE, good));
        byte[] noParameters = sequence(DerWriter.oid("1.2.840.10045.2.1"));
        all.put("no curve named", new Forgery(sequence(noParameters, bits), MESSAGE, good));
    }

    private static byte[] behindAlgorithm(byte[] spki) {
        DerReader inner = new DerReader(spki).next().inner();
        inner.next();
        return inner.next().encoded();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }
}
