package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * The policies under which a certificate was issued (RFC 5280 4.2.1.4).
 *
 * @param policies in the order written
 */
public record CertificatePolicies(List<Policy> policies) {
    /** anyPolicy. */
    public static final String ANY_POLICY = "2.5.29.32.0";

    /**
     * One policy.
     *
     * @param oid its identifier, dotted decimals
     * @param qualifiers in the order written
     */
    public record Policy(String oid, List<Qualifier> qualifiers) {
        /** Copies the list. */
        public Policy {
            qualifiers = List.copyOf(qualifiers);
        }
    }

    /**
     * A policy qualifier, which path validation only hands on.
     *
     * @param oid its kind, dotted decimals
     * @param value DER of the qualifier
     */
    public record Qualifier(String oid, Octets value) {
        /** A qualifier of these bytes. */
        public Qualifier(String oid, byte[] value) {
            this(oid, new Octets(value));
        }
    }

    /** Copies the list. */
    public CertificatePolicies {
        policies = List.copyOf(policies);
    }

    /** Identifiers of the policies, in the order written. */
    public List<String> oids() {
        return policies.stream().map(Policy::oid).toList();
    }

    static CertificatePolicies read(DerReader value) {
        DerReader list = value.next(Tag.SEQUENCE, "certificatePolicies").inner();
        value.finish("certificatePolicies");
        List<Policy> policies = new ArrayList<>();
        while (list.hasNext()) {
            DerReader fields = list.next(Tag.SEQUENCE, "PolicyInformation").inner();
            String oid = fields.next(Tag.OID, "policyIdentifier").oid();
            List<Qualifier> qualifiers = fields.nextIf(Tag.SEQUENCE) ? qualifiers(fields.inner()) : List.of();
            fields.finish("PolicyInformation");
            policies.add(new Policy(oid, qualifiers));
        }
        return new CertificatePolicies(policies);
    }

    private static List<Qualifier> qualifiers(DerReader list) {
        List<Qualifier> all = new ArrayList<>();
        while (list.hasNext()) {
            DerReader fields = list.next(Tag.SEQUENCE, "PolicyQualifierInfo").inner();
            String oid = fields.next(Tag.OID, "policyQualifierId").oid();
            fields.next();
            fields.finish("PolicyQualifierInfo");
            all.add(new Qualifier(oid, fields.encoded()));
        }
        return all;
    }
}
