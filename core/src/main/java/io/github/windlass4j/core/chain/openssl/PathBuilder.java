package io.github.windlass4j.core.chain.openssl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chain that OpenSSL settles on ({@code build_chain} of crypto/x509/x509_vfy.c with {@code X509_V_FLAG_TRUSTED_FIRST}, its
 * default since 1.1.0): at each step the trust store first, then the certificates that were sent, in their order; the first
 * issuer that fits by name, key identifier and key type is taken and never given back. Signatures are not looked at here.
 */
final class PathBuilder {
    private final List<SeenCertificate> untrusted;
    private final List<SeenCertificate> store;
    private final boolean partialChain;
    private final int longest;
    private final Instant at;

    private final List<SeenCertificate> chain = new ArrayList<>();
    private int untrustedCount = 1;
    private int steps;

    PathBuilder(
            SeenCertificate leaf,
            List<SeenCertificate> untrusted,
            List<SeenCertificate> store,
            boolean partialChain,
            int maxDepth,
            Instant at) {
        this.untrusted = new ArrayList<>(untrusted);
        this.store = store;
        this.partialChain = partialChain;
        // One certificate more is collected before the length is refused.
        this.longest = maxDepth + 1;
        this.at = at;
        chain.add(leaf);
    }

    /** Builds; null if the chain ends in something trusted, else what OpenSSL says. */
    @Nullable
    ChainError build() {
        boolean trusted = extend();
        if (!trusted && chain.size() <= longest && untrustedCount == chain.size() && partialChain) {
            trusted = takeLeafFromStore();
        }
        return trusted ? null : failure();
    }

    /** Leaf first. */
    List<SeenCertificate> chain() {
        return List.copyOf(chain);
    }

    /** Issuers tried. */
    int steps() {
        return steps;
    }

    private boolean extend() {
        boolean searchUntrusted = true;
        while (true) {
            SeenCertificate top = chain.get(chain.size() - 1);
            if (!top.isReadable()) {
                return false;
            }
            boolean roomLeft = chain.size() <= longest;
            SeenCertificate issuer = roomLeft ? trustedIssuerOf(top) : null;
            // A self-signed certificate that was sent is only replaced by the very same one: a look-alike in the store
            // does not count.
            if (issuer != null && (!top.isSelfSigned() || top.is(issuer))) {
                if (top.isSelfSigned()) {
                    chain.remove(chain.size() - 1);
                    untrustedCount--;
                }
                chain.add(issuer);
                searchUntrusted = false;
                if (partialChain || issuer.isSelfSigned()) {
                    return true;
                }
                continue;
            }
            if (!searchUntrusted) {
                return false;
            }
            SeenCertificate sent = top.isSelfSigned() || !roomLeft ? null : untrustedIssuerOf(top);
            if (sent == null) {
                return false;
            }
            untrusted.remove(sent);
            chain.add(sent);
            untrustedCount++;
        }
    }

    /** The first that fits and is valid now; failing that, the one that expires last of those that fit. */
    private @Nullable SeenCertificate trustedIssuerOf(SeenCertificate subject) {
        return best(store, subject, false);
    }

    private @Nullable SeenCertificate untrustedIssuerOf(SeenCertificate subject) {
        return best(untrusted, subject, !(subject.isSelfIssued() && chain.size() == 1));
    }

    private @Nullable SeenCertificate best(List<SeenCertificate> pool, SeenCertificate subject, boolean skipOwn) {
        SeenCertificate latest = null;
        for (SeenCertificate candidate : pool) {
            steps++;
            if (!candidate.isLikelyIssuerOf(subject)
                    || (skipOwn && chain.stream().anyMatch(candidate::is))) {
                continue;
            }
            if (candidate.isValidAt(at)) {
                return candidate;
            }
            if (latest == null || candidate.notAfter().isAfter(latest.notAfter())) {
                latest = candidate;
            }
        }
        return latest;
    }

    private boolean takeLeafFromStore() {
        SeenCertificate leaf = chain.get(0);
        if (store.stream().noneMatch(leaf::is)) {
            return false;
        }
        // What was collected above the leaf stays in the chain and is judged with it.
        untrustedCount = 0;
        return true;
    }

    private ChainError failure() {
        SeenCertificate top = chain.get(chain.size() - 1);
        if (!top.isReadable()) {
            return ChainError.UNREADABLE;
        }
        if (chain.size() > longest) {
            return ChainError.CHAIN_TOO_LONG;
        }
        if (top.isSelfSigned()) {
            return chain.size() == 1 ? ChainError.SELF_SIGNED_LEAF : ChainError.SELF_SIGNED_IN_CHAIN;
        }
        return untrustedCount < chain.size()
                ? ChainError.UNABLE_TO_GET_ISSUER
                : ChainError.UNABLE_TO_GET_ISSUER_LOCALLY;
    }
}
