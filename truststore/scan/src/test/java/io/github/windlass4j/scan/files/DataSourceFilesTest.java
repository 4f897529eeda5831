package io.github.windlass4j.scan.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The XML of application servers where it lies: in the server's folder and in what is deployed. */
class DataSourceFilesTest {
    private static final String CONTEXT =
            "<Context><Resource name=\"a\" type=\"javax.sql.DataSource\" url=\"jdbc:postgresql://%s/x\"/></Context>";

    @TempDir
    Path folder;

    @Test
    void files_of_the_server_and_of_applications() throws IOException {
        write("conf/context.xml", CONTEXT.formatted("general").getBytes(StandardCharsets.UTF_8));
        write("conf/Catalina/localhost/shop.xml", CONTEXT.formatted("shop").getBytes(StandardCharsets.UTF_8));
        write("src/other.xml", CONTEXT.formatted("other").getBytes(StandardCharsets.UTF_8));
        write("webapps/a.war", archive("META-INF/context.xml", "WEB-INF/a-ds.xml", "WEB-INF/lib/context.xml"));
        assertThat(Scanner.standard().scan(folder).clients())
                .extracting(ClientSighting::host)
                .containsExactlyInAnyOrder("general", "shop", "META-INF", "WEB-INF");
    }

    @Test
    void a_file_with_a_document_type_is_named_with_its_line() throws IOException {
        write("server.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE a []>\n<a/>".getBytes(StandardCharsets.UTF_8));
        Inventory found = Scanner.standard().scan(folder);
        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-SC-004");
            assertThat(finding.location().line()).isEqualTo(2);
        });
        assertThat(found.findings())
                .extracting(Finding::message)
                .containsExactly("cannot be read: a document type is not read");
    }

    /** Each names its folder as host. */
    private static byte[] archive(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                String text = CONTEXT.formatted(name.substring(0, name.indexOf('/')));
                zip.write((name.endsWith("-ds.xml") ? text.replace("Resource", "datasource") : text)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
