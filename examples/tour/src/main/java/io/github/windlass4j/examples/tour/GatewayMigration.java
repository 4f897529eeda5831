package io.github.windlass4j.examples.tour;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.IngressMigration;
import io.github.windlass4j.gateway.migrate.Loss;
import io.github.windlass4j.gateway.migrate.MigrationProof;
import io.github.windlass4j.gateway.migrate.MigrationTarget;
import io.github.windlass4j.manifest.object.Manifests;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From Ingress to Application Gateway for Containers: what is converted, what is lost, and the proof: {@code [FILE]}.
 */
public final class GatewayMigration {
    private GatewayMigration() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[FILE]", 0, 1);
        Manifests manifests = Inputs.manifests(arguments, "shop-behind-nginx.yaml");
        GatewaySet set = GatewaySet.of(manifests);
        if (set.ingresses().isEmpty()) {
            throw new UsageException("no Ingress among " + set);
        }
        MigrationTarget target = MigrationTarget.managed(AgcProfile.newest(), "edge", "platform", "alb");
        IngressMigration migration = IngressMigration.of(set, target);

        System.out.println("annotations:");
        migration.annotations().forEach(report -> System.out.println("  " + report));
        System.out.println("lost:");
        migration.losses().forEach(loss -> System.out.println("  " + loss));
        migration.left().forEach(ingress -> System.out.println("not migrated: " + ingress.ref()));

        MigrationProof proof = migration.prove();
        System.out.println("proof: " + proof.requests() + " requests, "
                + proof.differences().size() + " answered differently, "
                + (proof.holds() ? "each explained" : "NOT ALL EXPLAINED"));
        Map<String, List<MigrationProof.Difference>> byLoss = proof.differences().stream()
                .collect(Collectors.groupingBy(
                        difference -> difference.loss().map(Loss::toString).orElse("not explained"),
                        TreeMap::new,
                        Collectors.toList()));
        byLoss.forEach((loss, all) -> System.out.println(
                "  " + loss + ": " + all.size() + ", such as " + all.get(0).request()));
        proof.notLookedAt().forEach(what -> System.out.println("  not looked at: " + what));
        System.out.println("---");
        System.out.print(migration.objects().toYaml());
    }
}
