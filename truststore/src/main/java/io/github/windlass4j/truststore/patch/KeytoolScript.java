package io.github.windlass4j.truststore.patch;

import io.github.windlass4j.core.cert.Certificate;

/**
 * A patch as a POSIX shell script around keytool. It works on a copy beside the store, compares the fingerprint of every
 * certificate before importing it under an alias of its own, checks the result, keeps the old file as a backup and moves
 * the new one over it at the end: the store is never half-changed. The password comes from the environment variable
 * {@code STOREPASS}. Running it again changes nothing.
 *
 * <p>keytool imports only the first certificate of a bundle and reports success; that is why each one gets its own file.
 */
public final class KeytoolScript {
    private static final String HEAD = """
            #!/bin/sh
            # Changes the trust store given as first argument: SUMMARY.
            # usage: STOREPASS=... sh SCRIPT STORE [TYPE]   (TYPE: PKCS12 or JKS, for a store that does not exist yet)
            set -eu
            store=${1:?want the trust store as first argument}
            type=${2:-PKCS12}
            : "${STOREPASS:?want the password of the store in STOREPASS}"
            export STOREPASS
            work=$(mktemp -d "$(dirname "$store")/.windlass.XXXXXX")
            trap 'rm -rf "$work"' EXIT INT TERM
            new="$work/store"
            if [ -e "$store" ]; then cp -p "$store" "$new"; fi

            tool() { keytool -J-Duser.language=en "$@"; }
            listing() { [ ! -e "$new" ] || tool -list -v -keystore "$new" -storepass:env STOREPASS 2> /dev/null; }
            sha256() { tool -printcert -file "$1" | sed -n 's/.*SHA256: *//p' | head -n 1 | tr -d ':' | tr 'A-F' 'a-f'; }
            aliases_of() { # prints the alias of every entry with this fingerprint
              listing | awk -v want="$1" '
                /^Alias name: / { alias = substr($0, 13); certificate = 0 }
                /^Certificate\\[/ { certificate++ }
                /SHA256: / { value = tolower($NF); gsub(":", "", value); if (value == want && certificate <= 1) print alias }'
            }
            fail() { echo "$1" >&2; exit 1; }
            add() { # ALIAS FILE SHA256
              found=$(sha256 "$2")
              [ "$found" = "$3" ] || fail "$2: SHA-256 $found, want $3: not imported"
              if [ -n "$(aliases_of "$3")" ]; then echo "already there: $1"; return 0; fi
              tool -importcert -noprompt -alias "$1" -file "$2" -keystore "$new" -storetype "$type" \\
                -storepass:env STOREPASS > /dev/null 2>&1 || fail "$1: keytool refused the import"
              echo "added: $1"
            }
            remove() { # SHA256 NAME
              aliases_of "$1" | while IFS= read -r alias; do
                tool -delete -alias "$alias" -keystore "$new" -storepass:env STOREPASS > /dev/null 2>&1 \\
                  || fail "$2: keytool refused to delete $alias"
                echo "removed: $alias"
              done
            }

            if [ -e "$new" ]; then
              listing > /dev/null || fail "$store: cannot be opened with this password"
            fi
            """;

    private static final String TAIL = """

            if [ -e "$store" ]; then
              if cmp -s "$store" "$new"; then echo "nothing to change"; exit 0; fi
              backup="$store.$(date +%Y%m%d%H%M%S).bak"
              cp -p "$store" "$backup"
              echo "backup: $backup"
            fi
            mv "$new" "$store"
            echo "done: $store"
            """;

    private KeytoolScript() {}

    /** Renders the patch. */
    public static String render(StorePatch patch) {
        StringBuilder script = new StringBuilder(HEAD.replace(
                "SUMMARY",
                patch.additions().size() + " to add, " + patch.removals().size() + " to remove"));
        for (Addition addition : patch.additions()) {
            script.append("\n# ").append(addition.subject()).append('\n');
            obtain(addition, script);
            script.append("add ")
                    .append(addition.alias())
                    .append(" \"$work/")
                    .append(addition.fileName())
                    .append("\" ")
                    .append(addition.sha256())
                    .append('\n');
        }
        for (Certificate removal : patch.removals()) {
            script.append("\n# ")
                    .append(removal.subject().toString().replaceAll("\\p{Cntrl}", "?"))
                    .append("\nremove ")
                    .append(removal.sha256())
                    .append(" certificate\n");
        }
        script.append("\n# What was wanted is there, what was not is gone.\n");
        patch.additions()
                .forEach(addition -> script.append("[ -n \"$(aliases_of ")
                        .append(addition.sha256())
                        .append(")\" ] || fail \"")
                        .append(addition.alias())
                        .append(": not in the new store\"\n"));
        patch.removals()
                .forEach(removal -> script.append("[ -z \"$(aliases_of ")
                        .append(removal.sha256())
                        .append(")\" ] || fail \"still in the new store: ")
                        .append(removal.sha256())
                        .append("\"\n"));
        return script.append(TAIL).toString();
    }

    private static void obtain(Addition addition, StringBuilder script) {
        String file = "\"$work/" + addition.fileName() + "\"";
        if (addition.certificate().isPresent()) {
            script.append("cat > ")
                    .append(file)
                    .append(" << 'END_OF_CERTIFICATE'\n")
                    .append(addition.certificate().get().toPem())
                    .append("END_OF_CERTIFICATE\n");
        } else if (addition.source().isPresent()) {
            script.append("curl -fsSL -o ")
                    .append(file)
                    .append(" '")
                    .append(addition.source().get())
                    .append("'\n");
        } else {
            script.append("[ -e ")
                    .append(addition.fileName())
                    .append(" ] || fail \"put the certificate with SHA-256 ")
                    .append(addition.sha256())
                    .append(" beside this script as ")
                    .append(addition.fileName())
                    .append("\"\ncp ")
                    .append(addition.fileName())
                    .append(' ')
                    .append(file)
                    .append('\n');
        }
    }
}
