package io.github.windlass4j.truststore.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads stores from disk. */
final class StoreFiles {
    private StoreFiles() {}

    static TrustStore read(Path path, List<char[]> passwords) {
        return StoreReader.read(bytes(path), path.toString(), passwords);
    }

    private static byte[] bytes(Path path) {
        StoreSource source = new StoreSource(path.toString(), new byte[0], List.of());
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(StoreLimits.MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw source.failure(StoreRule.UNREADABLE, "no such file");
        } catch (IOException e) {
            throw source.failure(StoreRule.UNREADABLE, "cannot be read: " + e);
        }
    }
}
