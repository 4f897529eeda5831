package io.github.windlass4j.examples.tour;

import io.github.windlass4j.manifest.object.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The manifests that a program is given, or else those that it brings along. */
final class Resources {
    private Resources() {}

    static Manifests manifests(String[] arguments, String otherwise) throws IOException {
        if (arguments.length > 0) {
            Path file = Path.of(arguments[0]);
            return Manifests.read(Files.readAllBytes(file), file.getFileName().toString());
        }
        try (InputStream in = Resources.class.getResourceAsStream(otherwise)) {
            return Manifests.read(Objects.requireNonNull(in, otherwise).readAllBytes(), otherwise);
        }
    }
}
