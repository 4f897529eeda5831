/**
 * The API server's answer to an object: structural schemas and CEL rules of any CustomResourceDefinition.
 *
 * {@snippet :
 * Schemas schemas = Schemas.of(Manifests.read(crds, "crds.yaml"));
 * schemas.check(manifests).forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.manifest.schema;

import org.jspecify.annotations.NullMarked;
