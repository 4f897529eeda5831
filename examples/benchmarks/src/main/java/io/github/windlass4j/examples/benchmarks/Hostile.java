package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.PolicyMapping;
import io.github.windlass4j.core.chain.Budget;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chains that are made to be expensive.
 *
 * @param leafFirst what the server sends
 * @param root the anchor
 * @param host whom the client means to reach
 */
public record Hostile(List<Certificate> leafFirst, Certificate root, String host) {
    /** The question whether the server is trusted, with a budget that lets everything through. */
    public ChainRequest request() {
        return ChainRequest.of(leafFirst)
                .anchors(List.of(root))
                .at(Shape.AT)
                .host(ServerName.parse(host))
                .budget(Budget.standard().withNameComparisons(Long.MAX_VALUE));
    }

    private static Mint mint(long seed) {
        return Mint.seeded(seed).at(Shape.AT).keys(KeyType.P_256);
    }

    /**
     * {@code size} authorities that all sign each other above one leaf.
     *
     * @param reachable whether the root signs one of them
     */
    public static Hostile mesh(int size, boolean reachable) {
        Mint mint = mint(size);
        Authority root = mint.root("Root");
        List<Authority> authorities =
                IntStream.range(0, size).mapToObj(i -> mint.root("Mesh " + i)).toList();
        List<Certificate> sent = new ArrayList<>();
        sent.add(authorities.get(0).issueLeaf(Shape.HOST).certificate());
        for (Authority issuer : authorities) {
            for (Authority subject : authorities) {
                if (issuer != subject) {
                    sent.add(issuer.crossSign(subject).certificate());
                }
            }
        }
        if (reachable) {
            sent.add(root.crossSign(authorities.get(size - 1)).certificate());
        }
        return new Hostile(sent, root.certificate(), Shape.HOST);
    }

    /** {@code size} permitted and as many excluded subtrees above a leaf with as many names. */
    public static Hostile constraints(int size) {
        Authority root = mint(size).root("Root");
        GeneralName[] permitted = dns(size, "ok");
        GeneralName[] excluded = dns(size, "bad");
        Authority ca = root.issueAuthority(
                "Constrained", spec -> spec.permitted(permitted).excluded(excluded));
        Issued leaf = ca.issueLeaf(
                "host.ok0.example",
                spec -> spec.names(IntStream.range(0, size)
                        .mapToObj(i -> new GeneralName.Dns("host.ok" + i + ".example"))
                        .toArray(GeneralName[]::new)));
        return new Hostile(leaf.chain(), root.certificate(), "host.ok0.example");
    }

    private static GeneralName[] dns(int size, String stem) {
        return IntStream.range(0, size)
                .mapToObj(i -> new GeneralName.Dns(stem + i + ".example"))
                .toArray(GeneralName[]::new);
    }

    /** {@code depth} authorities that map each of {@code width} policies to each of the next. */
    public static Hostile policies(int width, int depth) {
        Authority issuer = mint(width * 100L + depth).root("Root");
        Certificate root = issuer.certificate();
        for (int level = 0; level < depth; level++) {
            String[] own = oids(level, width);
            String[] next = oids(level + 1, width);
            List<PolicyMapping> mappings = new ArrayList<>();
            for (String from : own) {
                for (String to : next) {
                    mappings.add(new PolicyMapping(from, to));
                }
            }
            issuer = issuer.issueAuthority(
                    "CA " + level, spec -> spec.policies(own).policyMappings(mappings.toArray(PolicyMapping[]::new)));
        }
        Issued leaf = issuer.issueLeaf(Shape.HOST, spec -> spec.policies(oids(depth, width)));
        return new Hostile(leaf.chain(), root, Shape.HOST);
    }

    private static String[] oids(int level, int width) {
        return IntStream.range(0, width).mapToObj(i -> "1.2." + level + "." + i).toArray(String[]::new);
    }

    /** A leaf with {@code size} alternative names. */
    public static Hostile names(int size) {
        Authority root = mint(size).root("Root");
        Issued leaf = root.issueAuthority("CA")
                .issueLeaf(
                        Shape.HOST,
                        spec -> spec.names(IntStream.range(0, size)
                                .mapToObj(i ->
                                        new GeneralName.Dns(i == size - 1 ? Shape.HOST : "host" + i + ".example.org"))
                                .toArray(GeneralName[]::new)));
        return new Hostile(leaf.chain(), root.certificate(), Shape.HOST);
    }
}
