package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of one file, in the order in which they stand there, duplicates kept, and what was odd about the file.
 * One bad block never costs the others.
 *
 * @param entries what could be read
 * @param findings what could not, and what other readers stumble over
 */
public record CertificateBundle(List<Entry> entries, List<Finding> findings) {
    /**
     * One certificate of the file.
     *
     * @param certificate the certificate
     * @param block number of the block in the file, counted from 1 over all blocks
     * @param line line of the block's first boundary, counted from 1; 0 in a binary file
     * @param trust OpenSSL trust settings, if the block carries them
     */
    public record Entry(Certificate certificate, int block, int line, Optional<TrustSettings> trust) {
        @Override
        public String toString() {
            return certificate + " (block " + block + ", line " + line + ")";
        }
    }

    /** Largest file read, in bytes. The largest public bundle known (Windows, all purposes) has below 1 MiB. */
    public static final int MAX_BYTES = 64 << 20;

    /** Most blocks read from one file; the largest public bundle holds some 500. */
    public static final int MAX_CERTIFICATES = 100_000;

    /** Most findings listed for one file; one more says that there were more. */
    public static final int MAX_FINDINGS = 1_000;

    /** Copies the lists. */
    public CertificateBundle {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** The certificates alone. */
    public List<Certificate> certificates() {
        List<Certificate> all = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            all.add(entry.certificate());
        }
        return List.copyOf(all);
    }

    /**
     * Reads PEM, DER, several DER certificates behind one another, or PKCS#7 (PEM or DER).
     *
     * @param content the bytes of the file
     * @param origin its name, for the findings
     */
    public static CertificateBundle read(byte[] content, String origin) {
        return new BundleReader(origin, null).read(content);
    }

    /** The same, with blocks that were read before: their certificates are the objects that are known already. */
    public static CertificateBundle read(byte[] content, String origin, KnownBlocks known) {
        return new BundleReader(origin, known).read(content);
    }

    @Override
    public String toString() {
        return Count.of(entries.size(), "certificate") + ", " + Count.of(findings.size(), "finding");
    }
}
