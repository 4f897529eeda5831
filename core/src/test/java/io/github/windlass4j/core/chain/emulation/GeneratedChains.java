package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Small PKIs with something wrong or unusual in most of them, and questions about them: other stores, other orders, other
 * instants. The seed decides everything.
 */
final class GeneratedChains {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HOST = "db.example.test";

    private final Random random;
    private final Mint mint;
    private final String world;
    private final List<Certificate> intermediates = new ArrayList<>();
    private final List<Certificate> roots = new ArrayList<>();
    private final List<Issued> leaves = new ArrayList<>();
    private List<Certificate> straight = List.of();

    private GeneratedChains(long seed) {
        this.random = new Random(seed);
        this.mint = Mint.seeded(seed).at(NOW);
        this.world = "world-" + seed;
    }

    /** {@code count} questions; {@code perWorld} of them about each PKI. */
    static List<ChainCase> of(long seed, int count, int perWorld) {
        List<ChainCase> cases = new ArrayList<>(count);
        for (long world = seed; cases.size() < count; world++) {
            GeneratedChains chains = new GeneratedChains(world);
            chains.build();
            for (int i = 0; i < perWorld && cases.size() < count; i++) {
                cases.add(chains.question(i));
            }
        }
        return cases;
    }

    private void build() {
        Mint keyed = chance(15) ? mint.keys(KeyType.rsa(chance(50) ? 1024 : 2048)) : mint;
        Authority rootA = keyed.root(name("Root A"), twist(Twists.authority(NOW), 12));
        Authority rootB = mint.root(chance(25) ? name("Root A") : name("Root B"), twist(Twists.authority(NOW), 8));
        roots.add(rootA.certificate());
        roots.add(rootB.certificate());
        if (chance(40)) {
            roots.add(rootA.rekey().certificate());
        }
        if (chance(40)) {
            // The same root, name and key, in another edition.
            Authority edition = rootA.rekey(spec -> spec.key(rootA.keyPair())
                    .notAfter(chance(50) ? NOW.minus(Duration.ofDays(9)) : NOW.plus(Duration.ofDays(999))));
            roots.add(edition.certificate());
        }
        Authority above = rootA;
        int depth = random.nextInt(4);
        for (int i = 0; i < depth; i++) {
            Authority issuing = above.issueAuthority(
                    chance(8) ? name("Root A") : name("Issuing CA " + i),
                    both(twist(Twists.authority(NOW), 30), sha1(above)));
            intermediates.add(issuing.certificate());
            if (chance(50)) {
                intermediates.add(rootB.crossSign(issuing, twist(Twists.authority(NOW), 30))
                        .certificate());
            }
            if (chance(15)) {
                intermediates.add(above.crossSign(issuing, twist(Twists.authority(NOW), 50))
                        .certificate());
            }
            above = issuing;
        }
        if (chance(40)) {
            intermediates.add(
                    rootB.crossSign(rootA, twist(Twists.authority(NOW), 20)).certificate());
        }
        if (chance(25)) {
            intermediates.add(rootA.crossSign(rootB).certificate());
        }
        for (int i = 0; i < 2; i++) {
            leaves.add(above.issueLeaf(HOST, both(twist(Twists.leaf(NOW), i == 0 ? 15 : 60), sha1(above))));
        }
        if (chance(10)) {
            leaves.add(mint.selfSigned(HOST, twist(Twists.leaf(NOW), 50)));
        }
        straight = leaves.get(0).chain();
    }

    private ChainCase question(int number) {
        Issued leaf = leaves.get(random.nextInt(leaves.size()));
        List<Certificate> chain = new ArrayList<>();
        chain.add(leaf.certificate());
        chain.addAll(sent());
        List<Certificate> anchors = new ArrayList<>();
        roots.stream().filter(root -> chance(45)).forEach(anchors::add);
        intermediates.stream().filter(pin -> chance(8)).forEach(anchors::add);
        if (chance(4)) {
            anchors.add(leaf.certificate());
        }
        if (chance(60)) {
            anchors.add(0, roots.get(0));
        }
        if (anchors.isEmpty()) {
            anchors.add(roots.get(1));
        }
        Collections.shuffle(anchors, random);
        return new ChainCase(
                world + "/" + number,
                chain,
                anchors.stream().distinct().toList(),
                at(chain),
                chance(30) ? Optional.of(host()) : Optional.empty(),
                chance(4));
    }

    private List<Certificate> sent() {
        List<Certificate> sent = new ArrayList<>();
        if (chance(55)) {
            sent.addAll(straight.subList(1, straight.size()));
            if (chance(15)) {
                sent.add(roots.get(0));
            }
            if (chance(15) && !sent.isEmpty()) {
                sent.remove(random.nextInt(sent.size()));
            }
            return sent;
        }
        sent.addAll(intermediates);
        roots.stream().filter(root -> chance(20)).forEach(sent::add);
        if (chance(60)) {
            Collections.shuffle(sent, random);
        }
        while (!sent.isEmpty() && chance(25)) {
            sent.remove(random.nextInt(sent.size()));
        }
        return sent;
    }

    private Instant at(List<Certificate> chain) {
        Certificate any = chain.get(random.nextInt(chain.size()));
        return switch (random.nextInt(12)) {
            case 0 -> any.notAfter();
            case 1 -> any.notAfter().plusSeconds(1);
            case 2 -> any.notBefore();
            case 3 -> any.notBefore().minusSeconds(1);
            default -> NOW;
        };
    }

    private String host() {
        List<String> hosts =
                List.of(HOST, HOST, HOST, "wrong.example.test", "10.0.0.7", "dx.example.test", "example.test");
        return hosts.get(random.nextInt(hosts.size()));
    }

    private String name(String common) {
        return "CN=" + common + ",O=Example";
    }

    private UnaryOperator<CertificateSpec> twist(List<UnaryOperator<CertificateSpec>> twists, int percent) {
        return chance(percent) ? Twists.pick(twists, random) : spec -> spec;
    }

    private UnaryOperator<CertificateSpec> sha1(Authority issuer) {
        return chance(4) ? Twists.sha1(issuer.privateKey()) : spec -> spec;
    }

    private static UnaryOperator<CertificateSpec> both(
            UnaryOperator<CertificateSpec> first, UnaryOperator<CertificateSpec> second) {
        return spec -> second.apply(first.apply(spec));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
