package io.github.windlass4j.scan.config;

import io.github.windlass4j.scan.internal.PathText;
import io.github.windlass4j.scan.inventory.Place;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The data sources in the XML of application servers: {@code <Resource>} of Tomcat ("JNDI Datasource How-To"), {@code
 * <datasource>} and {@code <xa-datasource>} of WildFly and its {@code <system-properties>} ("DataSource configuration"), {@code
 * <dataSource>} and {@code <variable>} of Liberty, {@code <persistence-unit>}. A data source that names a server instead of a
 * URL gets the URL that pgjdbc makes of its bean properties, if it is one of PostgreSQL; those of other drivers are passed over.
 *
 * <p>No document type, no entities but the five of XML, nothing from outside. What Liberty includes is not followed.
 */
final class DataSourceXml {
    /** Elements in elements: own bound, below the one that the JDK has since 24 (jdk.xml.maxElementDepth, 100); servers nest ten. */
    private static final int MAX_DEPTH = 64;

    private static final Pattern NAME = Pattern.compile(
            "(.*/)?((server|context|domain|persistence|standalone[\\w-]*|[\\w-]+-ds)\\.xml|catalina/[^/]+/[^/]+\\.xml)");

    private static final Set<String> GROUPS = Set.of("resource", "datasource", "xa-datasource", "persistence-unit");

    /** Names of the URL, as each server spells it, without case and hyphens. */
    private static final List<String> URLS = List.of("url", "jdbcurl", "connectionurl");

    private static final Pattern ENCODING =
            Pattern.compile("^(?:\u00ef\u00bb\u00bf)?<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][\\w.-]*)[\"']");

    private static final String PROPERTIES = "properties.";

    /** {@code ${env.DB_HOST}} of WildFly and Liberty is a variable of the environment. */
    private static final String ENVIRONMENT = "${env.";

    private record Element(String name, Map<String, String> attributes, StringBuilder text) {}

    private final String where;
    private final Map<String, String> found = new LinkedHashMap<>();
    private final Deque<Element> open = new ArrayDeque<>();
    private Map<String, String> group = new LinkedHashMap<>();
    private int groupDepth;
    private int groups;

    private DataSourceXml(String where) {
        this.where = where;
    }

    /** Whether a path, in lower case, is that of such a file. */
    static boolean isOne(String path) {
        return path.length() < PathText.MAX_LENGTH && NAME.matcher(path).matches();
    }

    /**
     * Reads a file.
     *
     * @throws MalformedConfigurationException if it is no XML, has a document type, or is nested too deep
     */
    static Configuration read(byte[] content, Place at) {
        DataSourceXml reader = new DataSourceXml(at.toString());
        reader.read(content);
        return Configuration.of(reader.found, at);
    }

    private void read(byte[] content) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(decoded(content)));
            while (xml.hasNext()) {
                event(xml.next(), xml);
            }
        } catch (MissingResourceException e) { // the JDK has no words for some faults of a document type
            throw new MalformedConfigurationException(where, 1, 1, "no XML: " + e.getMessage());
        } catch (XMLStreamException e) {
            Location place = e.getLocation();
            String[] lines = String.valueOf(e.getMessage()).split("\n", -1);
            throw new MalformedConfigurationException(
                    where,
                    place == null ? 1 : Math.max(1, place.getLineNumber()),
                    place == null ? 1 : Math.max(1, place.getColumnNumber()),
                    "no XML: " + lines[lines.length - 1]);
        }
    }

    /** The text: the JDK's reader would print what it thinks of bytes that are none. */
    private String decoded(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, 200), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(start);
        boolean utf16 = start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe");
        Charset charset = utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        if (!utf16 && declared.find()) {
            try {
                charset = Charset.forName(declared.group(1));
            } catch (IllegalArgumentException e) {
                throw new MalformedConfigurationException(
                        where, 1, 1, "no XML: encoding " + declared.group(1) + " is not known");
            }
        }
        CharBuffer text = CharBuffer.allocate(
                (int) (content.length * (double) charset.newDecoder().maxCharsPerByte()) + 1);
        CoderResult result = charset.newDecoder().decode(ByteBuffer.wrap(content), text, true);
        text.flip();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            throw new MalformedConfigurationException(where, line, 1, "no XML: bytes that are no " + charset);
        }
        return text.length() > 0 && text.charAt(0) == '\ufeff'
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }

    private void event(int event, XMLStreamReader xml) {
        switch (event) {
            case XMLStreamConstants.DTD -> throw refused(xml, "a document type is not read");
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (!open.isEmpty()) {
                    open.peek().text.append(xml.getText());
                }
            }
            case XMLStreamConstants.END_ELEMENT -> end();
            default -> {}
        }
    }

    private MalformedConfigurationException refused(XMLStreamReader xml, String problem) {
        Location at = xml.getLocation();
        return new MalformedConfigurationException(
                where, Math.max(1, at.getLineNumber()), Math.max(1, at.getColumnNumber()), problem);
    }

    private void start(XMLStreamReader xml) {
        if (open.size() == MAX_DEPTH) {
            throw refused(xml, "elements are nested deeper than " + MAX_DEPTH);
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), value(xml.getAttributeValue(i)));
        }
        open.push(new Element(xml.getLocalName(), attributes, new StringBuilder()));
        if (groupDepth == 0 && GROUPS.contains(xml.getLocalName().toLowerCase(Locale.ROOT))) {
            groupDepth = open.size();
            group = new LinkedHashMap<>(attributes);
        }
    }

    private static String value(String written) {
        return written.strip().replace(ENVIRONMENT, "${");
    }

    private void end() {
        Element element = open.pop();
        String text = value(element.text.toString());
        if (groupDepth == open.size() + 1) {
            groupDepth = 0;
            if (!"false".equals(group.get("enabled"))) {
                dataSource("datasource[" + groups + "].");
                groups++;
            }
        } else if (groupDepth > 0) {
            inGroup(element, text);
        } else {
            setting(element);
        }
    }

    /** {@code <connection-url>x</connection-url>}, {@code <property name= value=/>}, {@code <properties.postgresql url= />}. */
    private void inGroup(Element element, String text) {
        String named = element.attributes.getOrDefault("name", "");
        String value = element.attributes.getOrDefault("value", text);
        if (element.name.startsWith("properties")) {
            element.attributes.forEach((name, content) -> group.put(PROPERTIES + name, content));
            group.put("kind", element.name);
        } else if (!named.isEmpty() && !value.isEmpty()) {
            group.put(PROPERTIES + named, value);
        } else if (!text.isEmpty()) {
            group.put(element.name, text);
        }
    }

    /** A property of the server's JVM, or a variable that others refer to. */
    private void setting(Element element) {
        boolean property = element.name.equals("property")
                && !open.isEmpty()
                && open.peek().name.equals("system-properties");
        String name = element.attributes.getOrDefault("name", "");
        if (!name.isEmpty() && (property || element.name.equals("variable"))) {
            Optional.ofNullable(element.attributes.get("value"))
                    .or(() -> Optional.ofNullable(element.attributes.get("defaultValue")))
                    .ifPresent(value -> found.put(name, value));
        }
    }

    private void dataSource(String prefix) {
        Map<String, String> properties = new LinkedHashMap<>();
        String url = "";
        for (Map.Entry<String, String> entry : group.entrySet()) {
            boolean property = entry.getKey().startsWith(PROPERTIES);
            String name = property ? entry.getKey().substring(PROPERTIES.length()) : entry.getKey();
            String plain = name.replace("-", "").toLowerCase(Locale.ROOT);
            if (URLS.contains(plain)) {
                url = url.isEmpty() ? entry.getValue() : url;
            } else if (plain.equals("connectionproperties")) {
                found.put(prefix + name, entry.getValue());
            } else if (property) {
                properties.put(name, entry.getValue());
            }
        }
        if (url.isEmpty()) {
            url = fromBean().orElse("");
        }
        if (!url.isEmpty()) {
            found.put(prefix + "url", url);
        }
        properties.forEach((name, value) -> found.put(prefix + PROPERTIES + name, value));
    }

    /** What pgjdbc's data sources make of {@code serverName}, {@code portNumber}, {@code sslMode} (BaseDataSource). */
    private Optional<String> fromBean() {
        boolean postgresql = Stream.of("kind", "type", "factory", "driver", "driver-class", "xa-datasource-class")
                .anyMatch(name ->
                        group.getOrDefault(name, "").toLowerCase(Locale.ROOT).contains("postgres"));
        Map<String, String> bean = new HashMap<>();
        group.forEach((name, value) -> bean.put(
                name.substring(name.startsWith(PROPERTIES) ? PROPERTIES.length() : 0)
                        .toLowerCase(Locale.ROOT),
                value));
        String server = bean.getOrDefault("servername", "");
        if (!postgresql || server.isEmpty()) {
            return Optional.empty();
        }
        List<String> parameters = new ArrayList<>();
        bean.forEach((name, value) -> {
            if (name.startsWith("ssl") && !name.contains("password")) {
                parameters.add(name + "=" + UrlText.encoded(value));
            }
        });
        return Optional.of("jdbc:postgresql://" + UrlText.host(server, bean.getOrDefault("portnumber", "")) + "/?"
                + String.join("&", parameters.stream().sorted().toList()));
    }
}
