package io.github.windlass4j.manifest.internal.cel;

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
    private static final Pattern HOST_LABEL =
            Pattern.compile("[\\p{L}\\p{N}_]([\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}_])?");
    private static final Pattern MAIL =
            Pattern.compile("[^\\s@<>\"(),:;\\[\\\\\\]]{1,64}@[^\\s@<>\"(),:;\\[\\\\\\]]{1,253}");
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}(([:-][0-9a-fA-F]{2}){2})?"
            + "|[0-9a-fA-F]{4}(\\.[0-9a-fA-F]{4}){2,3}");
    private static final Pattern DAYS =
            Pattern.compile("[0-9.]+ *(d|day|days|w|week|weeks|h|hr|hrs|hour|hours|m|min|mins|minute"
                    + "|minutes|s|sec|secs|second|seconds|ms|milli|millis|us|micro|micros|ns|nano|nanos)");

    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry("ipv4", text -> text.indexOf('.') >= 0 && IpAddress.parse(text, true) != null),
            Map.entry("ipv6", text -> text.indexOf(':') >= 0 && IpAddress.parse(text, true) != null),
            Map.entry("cidr", StringFormats::isCidr),
            Map.entry("date", StringFormats::isDate),
            Map.entry("datetime", StringFormats::isDateTime),
            Map.entry(
                    "duration",
                    text -> GoDuration.parse(text) != null || DAYS.matcher(text).matches()),
            Map.entry("byte", StringFormats::isBase64),
            Map.entry("password", text -> true),
            Map.entry("uri", text -> UrlFunctions.parse(text) != null),
            Map.entry("email", text -> MAIL.matcher(text).matches()),
            Map.entry("hostname", StringFormats::isHostname),
            Map.entry("mac", text -> MAC.matcher(text).matches()),
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
            Map.entry("ssn", form("[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}")),
            Map.entry("isbn", text -> isIsbn10(text) || isIsbn13(text)),
            Map.entry("isbn10", StringFormats::isIsbn10),
            Map.entry("isbn13", StringFormats::isIsbn13),
            Map.entry("creditcard", StringFormats::isCardNumber),
            Map.entry("k8sshortname", text -> Names.label(text).isEmpty()),
            Map.entry("k8slongname", text -> Names.subdomain(text).isEmpty()));

    private StringFormats() {}

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

    static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
            return text.replace("\n", "").replace("\r", "").length() % 4 == 0;
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
        return address != null && digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= address.bits();
    }

    private static boolean isHostname(String text) {
        if (text.isEmpty() || text.length() > 255) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!HOST_LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
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

    /** Length of a card number and Luhn's check digit. */
    private static boolean isCardNumber(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        if (digits.length() < 12 || digits.length() > 19) {
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
