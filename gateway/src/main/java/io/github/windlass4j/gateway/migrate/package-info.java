/**
 * From Ingress to Gateway API: objects, an account of every annotation, and a comparison of both sides request by request.
 *
 * {@snippet :
 * IngressMigration migration = IngressMigration.of(GatewaySet.of(manifests), MigrationTarget.standard("web", "my-class"));
 * System.out.print(migration.objects().toYaml());
 * migration.annotations().forEach(System.out::println);
 * migration.prove().differences().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.gateway.migrate;

import org.jspecify.annotations.NullMarked;
