package io.github.windlass4j.truststore.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How other software loads the bytes of one file. */
final class FileView implements StoreContent.View {
    private final byte[] content;
    private final @Nullable Function<Loader.KeyStoreFile, LoadOutcome> keyStore;

    private FileView(byte[] content, @Nullable Function<Loader.KeyStoreFile, LoadOutcome> keyStore) {
        this.content = content;
        this.keyStore = keyStore;
    }

    /** A file that is no keystore. */
    static FileView of(byte[] content) {
        return new FileView(content, null);
    }

    /** A keystore file. */
    static FileView ofKeyStore(byte[] content, Function<Loader.KeyStoreFile, LoadOutcome> keyStore) {
        return new FileView(content, keyStore);
    }

    @Override
    public LoadOutcome loadedBy(Loader loader) {
        if (loader instanceof Loader.CertificateFile file) {
            return JdkCertificateFile.load(content, file.jdk());
        }
        if (loader instanceof Loader.KeyStoreFile file) {
            return keyStore == null ? notAKeyStore(file, content) : keyStore.apply(file);
        }
        if (loader instanceof Loader.GoFile) {
            return GoCertificatePool.load(content);
        }
        if (loader instanceof Loader.NettyFile) {
            return NettyPemFile.load(content);
        }
        return loader instanceof Loader.NodeFile ? OpensslCaFile.begin(content) : OpensslCaFile.load(content);
    }

    /** The JDK probes for JKS first and hands everything else to its PKCS12 reader. */
    static LoadOutcome notAKeyStore(Loader.KeyStoreFile loader, byte[] content) {
        if (!loader.type().equals("PKCS12")) {
            return invalidFormat();
        }
        return new LoadOutcome.Failed(
                "java.io.IOException",
                content.length == 0 ? "" : "toDerInputStream rejects tag type " + (content[0] & 0xff));
    }

    /** What the JKS reader of the JDK says of any other format. */
    static LoadOutcome.Failed invalidFormat() {
        return new LoadOutcome.Failed("java.io.IOException", "Invalid keystore format");
    }
}
