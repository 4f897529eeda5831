package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.rotation.Change.RemoveCertificate;
import io.github.windlass4j.truststore.rotation.RollOutStep.When;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order of a rotation for one client: trust the new first, switch, watch, and only then forget the old. */
final class RollOut {
    private final Assessment assessment;
    private final Client client;
    private final Fix fix;
    private final Effect effect;

    RollOut(Assessment assessment, Client client, Fix fix, Effect effect) {
        this.assessment = assessment;
        this.client = client;
        this.fix = fix;
        this.effect = effect;
    }

    List<RollOutStep> steps() {
        if (effect == Effect.UNKNOWN || fix instanceof Fix.None) {
            return List.of();
        }
        List<RollOutStep> steps = new ArrayList<>();
        Client fixed = client;
        if (fix instanceof Fix.Proved proved) {
            if (proved.changes().stream().anyMatch(this::isTakenFromAHandshake)) {
                steps.add(new RollOutStep(
                        When.BEFORE,
                        "compare the SHA-256 with what the CA publishes: the certificate was only seen on a server"));
            }
            for (Change change : proved.changes()) {
                fixed = change.applyTo(fixed);
                steps.add(new RollOutStep(When.BEFORE, change.message()));
            }
            steps.add(new RollOutStep(
                    When.BEFORE,
                    "restart what caches the store; pools notice a rotation only with their next new connection"));
        } else if (fix instanceof Fix.Named named) {
            steps.add(new RollOutStep(When.BEFORE, named.message()));
            return steps;
        }
        if (!assessment.rotation().isOldChainGone()) {
            steps.add(new RollOutStep(
                    When.DURING,
                    "switch the servers and check that each one presents its new leaf, not only that it reloaded"));
        }
        for (Certificate certificate : removable(fixed)) {
            String name = Assessment.storeName(fixed);
            StoreKind kind = fixed.storeInUse().orElseThrow();
            steps.add(new RollOutStep(
                    When.AFTER_LAST_OLD_CHAIN, new RemoveCertificate(kind, name, certificate).message()));
        }
        return steps;
    }

    private boolean isTakenFromAHandshake(Change change) {
        return change instanceof Change.AddCertificate add
                && !assessment.rotation().candidates().contains(add.certificate());
    }

    /** What no path of tomorrow can contain; taken out together, every chain of tomorrow still works. */
    private List<Certificate> removable(Client fixed) {
        List<Certificate> held = Assessment.anchors(fixed);
        boolean single =
                fixed.storeInUse().filter(k -> k == StoreKind.FACTORY_ARGUMENT).isPresent();
        if (held.size() < 2
                || single
                || assessment
                        .rotation()
                        .tomorrow()
                        .contains(assessment.rotation().today())) {
            return List.of();
        }
        Set<Certificate> old = related(assessment.rotation().today(), held);
        assessment.rotation().tomorrow().forEach(chain -> old.removeAll(related(chain, held)));
        List<Certificate> removed = new ArrayList<>();
        Client smaller = fixed;
        for (Certificate certificate : held) {
            if (old.contains(certificate) && removed.size() < held.size() - 1 && !removed.contains(certificate)) {
                StoreKind kind = fixed.storeInUse().orElseThrow();
                Client without = new RemoveCertificate(kind, Assessment.storeName(fixed), certificate).applyTo(smaller);
                if (worksTomorrow(without)) {
                    smaller = without;
                    removed.add(certificate);
                }
            }
        }
        return removed;
    }

    private static Set<Certificate> related(PresentedChain chain, List<Certificate> held) {
        Set<Certificate> related = new HashSet<>();
        chain.leaf().ifPresent(leaf -> {
            List<Certificate> pool = new ArrayList<>(held);
            pool.addAll(chain.certificates());
            related.addAll(new Kinship(pool).above(leaf));
            related.add(leaf);
        });
        return related;
    }

    private boolean worksTomorrow(Client some) {
        for (PresentedChain chain : assessment.rotation().tomorrow()) {
            if (!(assessment.verdict(some, chain, assessment.rotation().instant()) instanceof Connects connects)
                    || !connects.chainVerified()) {
                return false;
            }
        }
        return true;
    }
}
