package io.github.windlass4j.core.revocation;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerTime;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The entries of a CRL by certificate issuer and serial number. */
final class CrlEntries {
    private static final String REASON = "2.5.29.21";
    private static final String INVALIDITY_DATE = "2.5.29.24";
    private static final String CERTIFICATE_ISSUER = "2.5.29.29";
    private static final Set<String> PROCESSED = Set.of(REASON, INVALIDITY_DATE, CERTIFICATE_ISSUER);

    private record Key(String issuer, BigInteger serial) {}

    private final Map<Key, CrlEntry> entries = new HashMap<>();
    private final Set<String> unknownCritical = new TreeSet<>();

    private CrlEntries() {}

    static CrlEntries none() {
        return new CrlEntries();
    }

    /** Reads revokedCertificates; an entry without certificateIssuer has that of the entry before (RFC 5280 5.3.3). */
    static CrlEntries read(DerReader list, DistinguishedName crlIssuer, int version) {
        CrlEntries all = new CrlEntries();
        DerReader values = list.inner();
        if (!values.hasNext()) {
            throw new DerException("revokedCertificates: empty, which RFC 5280 5.1.2.6 forbids", list.start());
        }
        String issuer = crlIssuer.matchKey();
        while (values.hasNext()) {
            DerReader fields = values.next(Tag.SEQUENCE, "revokedCertificate").inner();
            BigInteger serial = fields.next(Tag.INTEGER, "userCertificate").integer();
            Instant since = DerTime.instant(fields.next());
            Optional<RevocationReason> reason = Optional.empty();
            if (fields.hasNext()) {
                fields.next(Tag.SEQUENCE, "crlEntryExtensions");
                if (version == 1) {
                    throw new DerException("crlEntryExtensions in a version 1 CRL", fields.start());
                }
                Extensions extensions = Extensions.parse(fields.encoded());
                issuer = all.issuer(extensions).orElse(issuer);
                reason = reason(extensions);
                all.unknown(extensions);
            }
            fields.finish("revokedCertificate");
            all.entries.put(new Key(issuer, serial), new CrlEntry(serial, since, reason));
        }
        return all;
    }

    private Optional<String> issuer(Extensions extensions) {
        return extensions
                .find(CERTIFICATE_ISSUER)
                .flatMap(extension -> GeneralName.parseAll(extension.value().bytes()).stream()
                        .filter(GeneralName.Directory.class::isInstance)
                        .map(name -> ((GeneralName.Directory) name).name().matchKey())
                        .findFirst());
    }

    private static Optional<RevocationReason> reason(Extensions extensions) {
        return extensions.find(REASON).flatMap(extension -> {
            DerReader value = new DerReader(extension.value().bytes());
            value.next(Tag.ENUMERATED, "reasonCode");
            value.finish("reasonCode");
            return RevocationReason.ofCode(value.nonNegative("reasonCode"));
        });
    }

    private void unknown(Extensions extensions) {
        for (Extension extension : extensions.all()) {
            if (extension.critical() && !PROCESSED.contains(extension.oid())) {
                unknownCritical.add(extension.oid());
            }
        }
    }

    List<String> unknownCritical() {
        return List.copyOf(unknownCritical);
    }

    int size() {
        return entries.size();
    }

    Optional<CrlEntry> find(DistinguishedName issuer, BigInteger serial) {
        return Optional.ofNullable(entries.get(new Key(issuer.matchKey(), serial)));
    }
}
