package io.github.windlass4j.manifest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import org.junit.jupiter.api.Test;

/**
 * Definitions in version v1beta1, which releases of before 2021 carry: one schema for all versions or one for each, and unknown
 * fields kept unless the definition says otherwise. The answers are those of apiextensions-apiserver 0.36.4 to the same
 * definitions, converted by its own code (2026-11-23).
 */
class OlderDefinitionsTest {
    private static final String SCHEMA = "{openAPIV3Schema: {type: object, required: [spec], properties: {"
            + "spec: {type: object, properties: {size: {type: integer, minimum: 1},"
            + " list: {type: array, items: {type: object, properties: {a: {type: string}}}}}},"
            + " status: {type: object, properties: {n: {type: integer}}}}}}";

    private static Schemas definition(String spec) {
        return Schemas.of(Manifests.read("""
                apiVersion: apiextensions.k8s.io/v1beta1
                kind: CustomResourceDefinition
                metadata: {name: things.e.io}
                spec:
                  group: e.io
                  names: {kind: Thing, plural: things}
                """ + spec.indent(2), "crd.yaml"));
    }

    private static SchemaVerdict create(Schemas schemas, String version, String rest) {
        Resource object = Manifests.read(
                        "apiVersion: e.io/" + version + "\nkind: Thing\nmetadata: {name: a}\n" + rest + "\n",
                        "thing.yaml")
                .resources()
                .get(0);
        return schemas.create(object);
    }

    private static void prunes(Schemas schemas, String version) {
        assertThat(create(schemas, version, "spec: {size: 0, x: 1}"))
                .hasToString(
                        "rejected: [spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1]");
        assertThat(create(schemas, version, "").errors())
                .extracting(FieldError::message)
                .containsExactly("spec: Required value");
        SchemaVerdict stored = create(schemas, version, "spec: {list: [{a: x, b: 1}], w: {z: 1}}\nstatus: {n: 1}");
        assertThat(stored.dropped()).containsExactlyInAnyOrder("spec.list[0].b", "spec.w");
        assertThat(((SchemaVerdict.Accepted) stored).stored().entries()).doesNotContainKey("status");
    }

    @Test
    void one_schema_serves_the_one_version() {
        Schemas schemas = definition(
                "scope: Cluster\nversion: v1alpha1\npreserveUnknownFields: false\nsubresources: {status: {}}\nvalidation: "
                        + SCHEMA);
        assertThat(schemas.types()).containsExactly(new GroupVersionKind("e.io", "v1alpha1", "Thing"));
        Schema schema =
                schemas.find(new GroupVersionKind("e.io", "v1alpha1", "Thing")).orElseThrow();
        assertThat(schema.isNamespaced()).isFalse();
        assertThat(schema.isServed()).isTrue();
        assertThat(schema.gaps()).isEmpty();
        prunes(schemas, "v1alpha1");
    }

    @Test
    void one_schema_serves_every_version_of_a_list() {
        Schemas schemas = definition(
                "version: v1alpha1\npreserveUnknownFields: false\nsubresources: {status: {}}\nvalidation: "
                        + SCHEMA
                        + "\nversions:\n- {name: v1alpha1, served: true, storage: true}\n- {name: v1, served: false, storage: false}");
        assertThat(schemas.types()).hasToString("[Thing.v1alpha1.e.io, Thing.v1.e.io]");
        prunes(schemas, "v1alpha1");
        prunes(schemas, "v1");
        Schema second =
                schemas.find(new GroupVersionKind("e.io", "v1", "Thing")).orElseThrow();
        assertThat(second.isServed()).isFalse();
        assertThat(second.isNamespaced()).isTrue();
    }

    @Test
    void each_version_may_have_its_own_schema() {
        Schemas schemas =
                definition("preserveUnknownFields: false\nversions:\n- {name: v1alpha1, served: true, storage: true,"
                        + " subresources: {status: {}}, schema: " + SCHEMA + "}\n"
                        + "- {name: v1, served: true, storage: false, schema: {openAPIV3Schema: {type: object}}}");
        prunes(schemas, "v1alpha1");
        assertThat(create(schemas, "v1", "spec: {size: 0}").dropped()).containsExactly("spec");
    }

    @Test
    void unknown_fields_are_kept_at_every_depth_unless_the_definition_says_otherwise() {
        Schemas schemas = definition("version: v1alpha1\nsubresources: {status: {}}\nvalidation: " + SCHEMA);
        assertThat(create(schemas, "v1alpha1", "spec: {size: 0, x: 1}").isAccepted())
                .isFalse();
        SchemaVerdict kept =
                create(schemas, "v1alpha1", "spec: {list: [{a: x, b: 1}], w: {z: 1}}\nfurther: {c: 1}\nstatus: {n: 1}");
        assertThat(kept.dropped()).isEmpty();
        Fields stored = Fields.of(((SchemaVerdict.Accepted) kept).stored());
        assertThat(stored.child("spec").node()).hasToString("{\"list\":[{\"a\":\"x\",\"b\":1}],\"w\":{\"z\":1}}");
        assertThat(stored.child("further").node()).hasToString("{\"c\":1}");
        assertThat(stored.has("status")).isFalse();
    }
}
