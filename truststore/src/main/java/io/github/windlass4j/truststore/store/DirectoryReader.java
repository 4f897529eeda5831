package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a directory of certificate files. In one with OpenSSL's hash names only these count, because the other files are
 * mostly their link targets and bundles of the same certificates; what cannot be reached by a hash name is a finding.
 */
final class DirectoryReader {
    private static final Pattern HASH_NAME = Pattern.compile("[0-9a-f]{8}\\.[0-9]{1,9}");

    private final Path directory;
    private final StoreSource source;
    private final List<StoreEntry> entries = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int privateKeys;

    private DirectoryReader(Path directory) {
        this.directory = directory;
        this.source = new StoreSource(directory.toString(), new byte[0], List.of());
    }

    static TrustStore read(Path directory, List<char[]> passwords) {
        return new DirectoryReader(directory).read(passwords);
    }

    private TrustStore read(List<char[]> passwords) {
        Map<String, TrustStore> hashed = new TreeMap<>();
        Map<String, TrustStore> others = new TreeMap<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            try {
                boolean isHashed = HASH_NAME.matcher(name).matches();
                (isHashed ? hashed : others).put(name, StoreFiles.read(file, passwords));
            } catch (UnreadableStoreException e) {
                findings.add(StoreRule.SKIPPED_FILE.at(
                        source.entry(name), e.findings().get(0).message()));
            }
        }
        Map<String, TrustStore> read = hashed.isEmpty() ? others : hashed;
        read.forEach(this::add);
        if (!hashed.isEmpty()) {
            hashed.forEach(this::checkHash);
            others.forEach(this::checkReachable);
        }
        if (entries.isEmpty()) {
            findings.add(StoreRule.EMPTY.at(source.location(), "no certificate in the directory"));
        }
        List<Certificate> byHash = byHash(hashed);
        return new TrustStore(
                source.origin(),
                new StoreContent(
                        StoreFormat.DIRECTORY,
                        entries,
                        findings,
                        privateKeys,
                        List.of(),
                        loader -> loader instanceof Loader.OpensslFile
                                ? new LoadOutcome.Loaded(byHash)
                                : new LoadOutcome.Failed("java.io.FileNotFoundException", "(Is a directory)")));
    }

    private List<Path> files() {
        try (Stream<Path> children = Files.list(directory)) {
            List<Path> files = children.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .limit(StoreLimits.MAX_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > StoreLimits.MAX_FILES) {
                throw source.failure(
                        StoreRule.LIMIT_EXCEEDED, "more than " + StoreLimits.MAX_FILES + " files in the directory");
            }
            return files;
        } catch (IOException e) {
            throw source.failure(StoreRule.UNREADABLE, "cannot be listed: " + e);
        }
    }

    private void add(String name, TrustStore file) {
        privateKeys += file.privateKeys();
        findings.addAll(file.findings());
        for (StoreEntry entry : file.entries()) {
            Location location = source.location()
                    .at(entry.location().line(), entry.location().column())
                    .entry(name);
            entries.add(new StoreEntry(name, entry.certificate(), entry.isTrusted(), location));
        }
    }

    private void checkHash(String name, TrustStore file) {
        for (Certificate certificate : file.certificates()) {
            Optional<String> hash = SubjectHash.of(certificate.subject());
            if (hash.filter(name::startsWith).isEmpty()) {
                String why = hash.map(known -> "whose hash is " + known).orElse("a name that OpenSSL cannot read");
                findings.add(StoreRule.WRONG_HASH_NAME.at(
                        source.entry(name),
                        "holds " + certificate.subject() + ", " + why + ": OpenSSL does not find it"));
            }
        }
    }

    private void checkReachable(String name, TrustStore file) {
        Set<Certificate> reachable = new HashSet<>();
        entries.forEach(entry -> reachable.add(entry.certificate()));
        long lost = file.certificates().stream()
                .filter(certificate -> !reachable.contains(certificate))
                .count();
        if (lost > 0) {
            findings.add(StoreRule.WRONG_HASH_NAME.at(
                    source.entry(name),
                    lost + " of its certificates have no hash name in the directory: OpenSSL does not find them"));
        }
    }

    /** OpenSSL looks for HASH.0, HASH.1 and so on and stops at the first that is missing (crypto/x509/by_dir.c). */
    private static List<Certificate> byHash(Map<String, TrustStore> hashed) {
        List<Certificate> found = new ArrayList<>();
        hashed.forEach((name, file) -> {
            String hash = name.substring(0, name.indexOf('.'));
            int number = Integer.parseInt(name.substring(name.indexOf('.') + 1));
            boolean reached = true;
            for (int i = 0; i < number && reached; i++) {
                reached = hashed.containsKey(hash + '.' + i);
            }
            if (reached && name.equals(hash + '.' + number)) {
                file.loadedBy(Loader.OPENSSL).certificates().stream()
                        .filter(certificate -> SubjectHash.of(certificate.subject())
                                .filter(hash::equals)
                                .isPresent())
                        .forEach(found::add);
            }
        });
        return found;
    }
}
