package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts one client into its row of the risk table, from the verdicts and nothing else. */
final class RiskTable {
    /** A path that ends within this time after the rotation is not called lasting; own bound, one quarter. */
    static final Duration LASTING = Duration.ofDays(90);

    private static final Set<Rule> TIME = Set.of(Rule.EXPIRED, Rule.ANCHOR_EXPIRED);

    private final Assessment assessment;
    private final Client client;
    private final ConnectVerdict before;
    private final List<Outlook> after;
    private final Effect effect;
    private final Horizon horizon;

    RiskTable(
            Assessment assessment,
            Client client,
            ConnectVerdict before,
            List<Outlook> after,
            Effect effect,
            Horizon horizon) {
        this.assessment = assessment;
        this.client = client;
        this.before = before;
        this.after = after;
        this.effect = effect;
        this.horizon = horizon;
    }

    Risk risk() {
        if (effect == Effect.UNKNOWN) {
            return Risk.UNKNOWN;
        }
        List<Refusal> refusals =
                after.stream().flatMap(outlook -> failures(outlook.verdict())).toList();
        if (refusals.isEmpty()) {
            return verifies() ? lasting() : Risk.NOT_VERIFIED;
        }
        Refusal first = refusals.get(0);
        if (first instanceof Refusal.ChainRejected rejected) {
            return chainRisk(rejected);
        }
        if (first instanceof Refusal.HostMismatch) {
            return Risk.HOST_NAME;
        }
        if (first instanceof Refusal.InvalidMode
                || first instanceof Refusal.WeakMode
                || first instanceof Refusal.IncompleteMode) {
            return Risk.INVALID_SETTING;
        }
        return first instanceof Refusal.StoreMissing || first instanceof Refusal.StoreUnreadable
                ? Risk.STORE_UNUSABLE
                : Risk.SERVER_POLICY;
    }

    private static Stream<Refusal> failures(ConnectVerdict verdict) {
        return verdict.fold(
                connects -> connects.isDowngraded() ? connects.failedBefore().stream() : Stream.<Refusal>empty(),
                refused -> Stream.of(refused.refusal()),
                unknown -> Stream.<Refusal>empty());
    }

    private boolean verifies() {
        return after.stream().allMatch(o -> o.verdict() instanceof Connects connects && connects.chainVerified());
    }

    private Risk lasting() {
        if (horizon instanceof Horizon.Renewal) {
            return Risk.SERVER_PINNED;
        }
        if (!(horizon instanceof Horizon.Until until)) {
            return Risk.LOW;
        }
        if (until.cause() == Horizon.Cause.DISTRUST) {
            return Risk.DISTRUSTED;
        }
        boolean soon = until.lastGood().isBefore(assessment.rotation().instant().plus(LASTING));
        return soon ? Risk.SHORT_HORIZON : Risk.LOW;
    }

    private Risk chainRisk(Refusal.ChainRejected rejected) {
        boolean someWork = after.stream().anyMatch(o -> isVerified(o.verdict()));
        if (someWork) {
            return Risk.NEEDS_CROSS_CERTIFICATE;
        }
        if (isVerified(before) && anchorIsPin((Connects) before)) {
            return Risk.PIN_ROTATED;
        }
        boolean onlyPins = Assessment.anchors(client).stream().noneMatch(c -> c.isSelfIssued());
        if (onlyPins && !isVerified(before)) {
            return Risk.PIN_NEVER_WORKED;
        }
        Optional<Obstacle> expired = rejected.obstacles().stream()
                .filter(o -> TIME.contains(o.rule()) && o.index() > 0)
                .findFirst();
        if (expired.isPresent()) {
            return Risk.EXPIRED;
        }
        boolean distrusted = assessment.rotation().distrust().stream()
                .filter(d -> !d.from().isAfter(assessment.rotation().instant()))
                .anyMatch(d -> Assessment.anchors(client).stream().anyMatch(d::concerns));
        return distrusted ? Risk.DISTRUSTED : Risk.NO_ROOT_FOR_NEW_CHAIN;
    }

    private static boolean isVerified(ConnectVerdict verdict) {
        return verdict instanceof Connects connects && connects.chainVerified();
    }

    private static boolean anchorIsPin(Connects connects) {
        return !connects.path().get(connects.path().size() - 1).isSelfIssued();
    }
}
