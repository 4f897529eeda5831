package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.regex.Regex;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenAPI string formats as the API server checks them (k8s.io/kube-openapi/pkg/validation/strfmt). A format that is not
 * listed here is not checked, there or here.
 */
public final class StringFormats {
    private static final Pattern TIME =
            Pattern.compile("([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))");
    private static final String ATOM = "[^\\x00-\\x20\\x7f@<>\"(),:;.\\[\\]\\\\]+";
    private static final String ATOMS = ATOM + "(\\." + ATOM + ")*";
    private static final String QUOTED = "\"([^\"\\\\]|\\\\.)*\"";
    private static final String ADDRESS = "(" + ATOMS + "|" + QUOTED + ")@(" + ATOMS + "|\\[[0-9a-fA-F.:IPv]+\\])";

    /** RFC 5322 as Go's net/mail reads it: an address, or a name and an address in angle brackets. */
    private static final Regex MAIL =
            Regex.compile("^\\s*(" + ADDRESS + "|((" + ATOM + "|\\.|" + QUOTED + ")\\s*)*<" + ADDRESS + ">)\\s*$");

    /** net.ParseMAC: 6, 8 or 20 octets with colons, dashes or nothing between them, or with a dot after each second. */
    private static final Regex MAC = Regex.compile("^(" + octets(":") + "|" + octets("-") + "|" + octets("")
            + "|[0-9a-fA-F]{4}((\\.[0-9a-fA-F]{4}){2,3}|(\\.[0-9a-fA-F]{4}){9}))$");

    private static final Regex CARD = Regex.compile("^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}"
            + "|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}"
            + "|(?:2131|1800|35[0-9]{3})[0-9]{11})$");

    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("ipv4", text -> text.indexOf('.') >= 0 && IpAddress.parse(text, true) != null),
            Map.entry("ipv6", text -> text.indexOf(':') >= 0 && IpAddress.parse(text, true) != null),
            Map.entry("cidr", StringFormats::isCidr),
            Map.entry("date", StringFormats::isDate),
            Map.entry("datetime", StringFormats::isDateTime),
            Map.entry("duration", text -> GoDuration.parseLoosely(text) != null),
            Map.entry("byte", StringFormats::isBase64),
            Map.entry("password", text -> true),
            Map.entry("uri", text -> UrlFunctions.parse(text) != null),
            Map.entry("email", text -> MAIL.find(text)),
            Map.entry("hostname", StringFormats::isHostname),
            Map.entry("mac", text -> MAC.find(text)),
            Map.entry("uuid", uuid("[0-9a-f]{4}", "[0-9a-f]{4}")),
            Map.entry("uuid3", uuid("3[0-9a-f]{3}", "[0-9a-f]{4}")),
            Map.entry("uuid4", uuid("4[0-9a-f]{3}", "[89ab][0-9a-f]{3}")),
            Map.entry("uuid5", uuid("5[0-9a-f]{3}", "[89ab][0-9a-f]{3}")),
            Map.entry("hexcolor", form("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")),
            Map.entry(
                    "rgbcolor",
                    form("rgb\\( *([0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]) *(, *([0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]"
                            + "|25[0-5]) *){2}\\)")),
            Map.entry("bsonobjectid", form("[0-9a-f]{24}")),
            Map.entry("ssn", form("[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}")),
            Map.entry("isbn", text -> isIsbn10(text) || isIsbn13(text)),
            Map.entry("isbn10", StringFormats::isIsbn10),
            Map.entry("isbn13", StringFormats::isIsbn13),
            Map.entry("creditcard", StringFormats::isCardNumber),
            Map.entry("k8sshortname", text -> Names.label(text).isEmpty()),
            Map.entry("k8slongname", text -> Names.subdomain(text).isEmpty()));

    private StringFormats() {}

    /** Made when a host name is looked at: its classes have some thousand ranges, and nearly no schema asks for it. */
    private static final class Hostname {
        /** strfmt/default.go, HostnamePattern: one label, or several of which the last has letters only. */
        static final Regex FORM = Regex.compile("^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)"
                + "|([a-zA-Z0-9\\p{S}\\p{L}](([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)(\\.)){1,}"
                + "([a-zA-Z\\p{L}]){2,63})$");
    }

    /** The check of a format; null when it has none. Dashes in the name do not count. */
    public static @Nullable Predicate<String> of(String format) {
        return CHECKS.get(format.replace("-", ""));
    }

    private static Predicate<String> form(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return text -> pattern.matcher(text).matches();
    }

    private static Predicate<String> uuid(String third, String fourth) {
        return form("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?" + third + "-?" + fourth + "-?[0-9a-f]{12}");
    }

    /** At least one group of four, and nothing else, not even a line break. */
    static boolean isBase64(String text) {
        try {
            return !text.isEmpty()
                    && text.length() % 4 == 0
                    && Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isDate(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean isDateTime(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("t", -1);
        if (parts.length < 2 || !isDate(parts[0])) {
            return false;
        }
        var time = TIME.matcher(parts[1]);
        return time.matches()
                && time.group(1).compareTo("23") <= 0
                && time.group(2).compareTo("59") <= 0
                && time.group(3).compareTo("59") <= 0;
    }

    private static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        IpAddress address = slash < 0 ? null : IpAddress.parse(text.substring(0, slash), true);
        String digits = text.substring(slash + 1);
        return address != null && digits.matches("0*[0-9]{1,3}") && Integer.parseInt(digits) <= address.bits();
    }

    private static boolean isHostname(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > 255 || !Hostname.FORM.find(text)) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (label.getBytes(StandardCharsets.UTF_8).length > 63) {
                return false;
            }
        }
        return true;
    }

    private static String octets(String between) {
        String more = "(" + between + "[0-9a-fA-F]{2})";
        return "[0-9a-fA-F]{2}(" + more + "{5}|" + more + "{7}|" + more + "{19})";
    }

    private static boolean isIsbn10(String text) {
        String digits = text.replace("-", "").replace(" ", "");
        if (!digits.matches("[0-9]{9}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (i + 1) * (digits.charAt(i) == 'X' ? 10 : digits.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }

    private static boolean isIsbn13(String text) {
        String digits = text.replace("-", "").replace(" ", "");
        if (!digits.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
        }
        return sum % 10 == 0;
    }

    /** The numbers that issuers give out, and Luhn's check digit. */
    private static boolean isCardNumber(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        if (!CARD.find(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
