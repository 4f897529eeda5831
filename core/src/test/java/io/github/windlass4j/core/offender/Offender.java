package io.github.windlass4j.core.offender;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.mesh.offender.Upstairs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.slf4j.LoggerFactory;

/** Breaks the rules of the house on purpose. */
public class Offender {
    private int offences;

    public boolean exposesBouncyCastle(X500Name name) {
        offences++;
        return name.getRDNs().length == 0;
    }

    boolean readsClockAndDisk() {
        return Instant.now().isAfter(Instant.EPOCH) && Files.exists(Path.of("x"));
    }

    void logs() {
        LoggerFactory.getLogger(Offender.class).info("noise");
    }

    Bound reads(byte[] content) {
        return KnowledgeReader.read(content, "offence.json", Bound.class);
    }

    Upstairs looksUp() {
        return new Upstairs();
    }

    record Bound(String value) {}
}
