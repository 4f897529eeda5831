/**
 * What a cluster says to Istio's objects by the definitions of their kinds.
 *
 * {@snippet :
 * SchemaVerdict verdict = IstioSchemas.bundled().create(resource);
 * verdict.errors().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.mesh.validate;

import org.jspecify.annotations.NullMarked;
