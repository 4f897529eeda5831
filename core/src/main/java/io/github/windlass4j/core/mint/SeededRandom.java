package io.github.windlass4j.core.mint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/**
 * A reproducible stream: SHA-256 of seed, purpose and a counter. Each key and each signature gets its own purpose, so that
 * making one thing more does not change all that follow.
 */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    SeededRandom(byte[] seed, String purpose) {
        super(new Stream(seed, purpose), null);
    }

    private static final class Stream extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final byte[] start;
        private long counter;
        private byte[] block = {};
        private int used;

        Stream(byte[] seed, String purpose) {
            byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
            this.start = ByteBuffer.allocate(seed.length + name.length)
                    .put(seed)
                    .put(name)
                    .array();
        }

        @Override
        protected void engineSetSeed(byte[] ignored) {
            // More entropy would break the one promise of this class.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                if (used == block.length) {
                    block = next();
                    used = 0;
                }
                bytes[i] = block[used++];
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            byte[] bytes = new byte[count];
            engineNextBytes(bytes);
            return bytes;
        }

        private byte[] next() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(start);
                return digest.digest(
                        ByteBuffer.allocate(Long.BYTES).putLong(counter++).array());
            } catch (NoSuchAlgorithmException broken) {
                throw new IllegalStateException("this Java runtime has no SHA-256", broken);
            }
        }
    }
}
