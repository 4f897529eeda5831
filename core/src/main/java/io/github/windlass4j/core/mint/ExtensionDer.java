package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.AccessDescription;
import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.CertificatePolicies;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.DistributionPointName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.PolicyConstraints;
import io.github.windlass4j.core.cert.PolicyMapping;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Oids;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** The typed extensions of {@code cert}, written as DER. */
final class ExtensionDer {
    private ExtensionDer() {}

    static byte[] of(Extension extension) {
        List<byte[]> fields = new ArrayList<>();
        fields.add(DerWriter.oid(extension.oid()));
        if (extension.critical()) {
            fields.add(DerWriter.bool(true));
        }
        fields.add(DerWriter.octets(extension.value().bytes()));
        return DerWriter.sequence(fields);
    }

    static byte[] basicConstraints(BasicConstraints constraints) {
        List<byte[]> fields = new ArrayList<>();
        if (constraints.ca()) {
            fields.add(DerWriter.bool(true));
        }
        if (constraints.hasPathLength()) {
            fields.add(DerWriter.integer(constraints.maxPathLength()));
        }
        return DerWriter.sequence(fields);
    }

    static byte[] oids(Collection<String> oids) {
        return DerWriter.sequence(oids.stream().map(DerWriter::oid).toList());
    }

    static byte[] names(Collection<GeneralName> names) {
        return DerWriter.sequence(names.stream().map(ExtensionDer::name).toList());
    }

    static byte[] name(GeneralName name) {
        if (name instanceof GeneralName.Dns dns) {
            return text(2, dns.name());
        } else if (name instanceof GeneralName.Email email) {
            return text(1, email.address());
        } else if (name instanceof GeneralName.Uri uri) {
            return text(6, uri.uri());
        } else if (name instanceof GeneralName.Ip ip) {
            return DerWriter.value(Tag.context(7), ip.octets().bytes());
        } else if (name instanceof GeneralName.Directory directory) {
            return DerWriter.explicit(4, directory.name().encoded());
        } else if (name instanceof GeneralName.RegisteredId id) {
            return DerWriter.value(Tag.context(8), Oids.encode(id.oid()));
        } else if (name instanceof GeneralName.Other other) {
            return DerWriter.explicit(
                    0,
                    DerWriter.oid(other.typeId()),
                    DerWriter.explicit(0, other.value().bytes()));
        }
        return ((GeneralName.Unsupported) name).der().bytes();
    }

    private static byte[] text(int number, String text) {
        return DerWriter.value(Tag.context(number), text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] nameConstraints(NameConstraints constraints) {
        List<byte[]> fields = new ArrayList<>();
        if (!constraints.permitted().isEmpty()) {
            fields.add(subtrees(0, constraints.permitted()));
        }
        if (!constraints.excluded().isEmpty()) {
            fields.add(subtrees(1, constraints.excluded()));
        }
        return DerWriter.sequence(fields);
    }

    private static byte[] subtrees(int number, List<NameConstraints.Subtree> subtrees) {
        return DerWriter.explicit(
                number, subtrees.stream().map(ExtensionDer::subtree).toArray(byte[][]::new));
    }

    private static byte[] subtree(NameConstraints.Subtree subtree) {
        List<byte[]> fields = new ArrayList<>();
        fields.add(name(subtree.base()));
        if (subtree.minimum() != 0) {
            fields.add(number(0, subtree.minimum()));
        }
        if (subtree.maximum() != NameConstraints.Subtree.UNBOUNDED) {
            fields.add(number(1, subtree.maximum()));
        }
        return DerWriter.sequence(fields);
    }

    private static byte[] number(int tag, int number) {
        return DerWriter.implicit(tag, DerWriter.integer(number));
    }

    static byte[] policies(CertificatePolicies policies) {
        return DerWriter.sequence(
                policies.policies().stream().map(ExtensionDer::policy).toList());
    }

    private static byte[] policy(CertificatePolicies.Policy policy) {
        List<byte[]> fields = new ArrayList<>();
        fields.add(DerWriter.oid(policy.oid()));
        if (!policy.qualifiers().isEmpty()) {
            fields.add(DerWriter.sequence(policy.qualifiers().stream()
                    .map(q ->
                            DerWriter.sequence(DerWriter.oid(q.oid()), q.value().bytes()))
                    .toList()));
        }
        return DerWriter.sequence(fields);
    }

    static byte[] policyMappings(Collection<PolicyMapping> mappings) {
        return DerWriter.sequence(mappings.stream()
                .map(m -> DerWriter.sequence(
                        DerWriter.oid(m.issuerDomainPolicy()), DerWriter.oid(m.subjectDomainPolicy())))
                .toList());
    }

    static byte[] policyConstraints(PolicyConstraints constraints) {
        List<byte[]> fields = new ArrayList<>();
        if (constraints.requireExplicitPolicy() != PolicyConstraints.ABSENT) {
            fields.add(number(0, constraints.requireExplicitPolicy()));
        }
        if (constraints.inhibitPolicyMapping() != PolicyConstraints.ABSENT) {
            fields.add(number(1, constraints.inhibitPolicyMapping()));
        }
        return DerWriter.sequence(fields);
    }

    static byte[] authorityKeyIdentifier(AuthorityKeyIdentifier id) {
        List<byte[]> fields = new ArrayList<>();
        id.keyIdentifier()
                .ifPresent(hex -> fields.add(
                        DerWriter.value(Tag.context(0), HexFormat.of().parseHex(hex))));
        if (!id.authorityCertIssuer().isEmpty()) {
            fields.add(DerWriter.implicit(1, names(id.authorityCertIssuer())));
        }
        id.authorityCertSerialNumber()
                .map(BigInteger::toByteArray)
                .ifPresent(serial -> fields.add(DerWriter.value(Tag.context(2), serial)));
        return DerWriter.sequence(fields);
    }

    static byte[] subjectKeyIdentifier(String hex) {
        return DerWriter.octets(HexFormat.of().parseHex(hex));
    }

    static byte[] accessDescriptions(Collection<AccessDescription> descriptions) {
        return DerWriter.sequence(descriptions.stream()
                .map(d -> DerWriter.sequence(DerWriter.oid(d.method()), name(d.location())))
                .toList());
    }

    static byte[] distributionPoints(Collection<DistributionPoint> points) {
        return DerWriter.sequence(
                points.stream().map(ExtensionDer::distributionPoint).toList());
    }

    private static byte[] distributionPoint(DistributionPoint point) {
        List<byte[]> fields = new ArrayList<>();
        point.name().ifPresent(name -> fields.add(DerWriter.explicit(0, distributionPointName(name))));
        if (!point.reasons().isEmpty()) {
            fields.add(DerWriter.namedBits(
                    Tag.context(1), point.reasons().stream().flatMapToInt(reason -> reason.bit().stream())));
        }
        if (!point.crlIssuer().isEmpty()) {
            fields.add(DerWriter.implicit(2, names(point.crlIssuer())));
        }
        return DerWriter.sequence(fields);
    }

    static byte[] distributionPointName(DistributionPointName name) {
        if (name instanceof DistributionPointName.Full full) {
            return DerWriter.implicit(0, names(full.names()));
        }
        return DerWriter.implicit(
                1, ((DistributionPointName.Relative) name).rdn().bytes());
    }
}
