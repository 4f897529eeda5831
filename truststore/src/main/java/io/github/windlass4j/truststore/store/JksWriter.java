package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** Writes JKS version 2; layout in {@link JksReader}. */
final class JksWriter {
    private static final int VERSION = 2;

    private JksWriter() {}

    static byte[] write(Map<String, Certificate> certificates, char[] password, Instant created) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(JksReader.JKS_MAGIC);
            out.writeInt(VERSION);
            out.writeInt(certificates.size());
            long date = created.toEpochMilli();
            for (Map.Entry<String, Certificate> entry : certificates.entrySet()) {
                byte[] der = entry.getValue().encoded();
                out.writeInt(JksReader.CERTIFICATE_ENTRY);
                out.writeUTF(entry.getKey());
                out.writeLong(date++);
                out.writeUTF("X.509");
                out.writeInt(der.length);
                out.write(der);
            }
            out.flush();
            byte[] content = bytes.toByteArray();
            out.write(JksReader.digest(password, content, content.length));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }
}
