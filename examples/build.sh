# Sourced by the run scripts: `windlass_java MODULE MAIN [ARGS]` builds the example MODULE when a source is newer than
# its last build, then runs MAIN on its class path. Needs a JDK 17 or newer (JAVA_HOME, else java on the PATH) and Maven;
# after one build it needs no network. WINDLASS_CASES names another folder of third-party cases.

windlass_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

windlass_stale() { # CLASSPATH_FILE
  [ -s "$1" ] || return 0
  # A class path names jars after `mvn verify` and class folders after this script: either may have been cleaned away.
  local entry
  while IFS= read -r -d ':' entry || [ -n "$entry" ]; do
    [ -e "${entry%$'\n'}" ] || return 0
  done < "$1"
  [ -n "$(find "$windlass_root" \( -name target -o -name .git -o -name test \) -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

windlass_build() { # MODULE
  local class_path="$windlass_root/examples/$1/target/classpath"
  windlass_stale "$class_path" || return 0
  command -v mvn > /dev/null || { echo "run: Maven (mvn) is not on the PATH; it is needed to build" >&2; return 2; }
  echo "run: building examples/$1 (first time or sources changed)" >&2
  (cd "$windlass_root" && mvn -q -B -ntp ${WINDLASS_MAVEN_OPTIONS:-} -pl "examples/$1" -am -Dmaven.test.skip=true test-compile) >&2 || return 2
  touch "$class_path"
}

windlass_java() { # MODULE MAIN [ARGS]
  local module="$1" main="$2"
  shift 2
  local java=java
  [ -z "${JAVA_HOME:-}" ] || java="$JAVA_HOME/bin/java"
  command -v "$java" > /dev/null || { echo "run: no java: set JAVA_HOME to a JDK 17 or newer, or put java on the PATH" >&2; return 2; }
  mkdir -p "$windlass_root/examples/$module/target"
  if command -v flock > /dev/null; then # two runs at once build once
    (flock 9; windlass_build "$module") 9> "$windlass_root/examples/$module/target/.build.lock" || return
  else
    windlass_build "$module" || return
  fi
  "$java" ${WINDLASS_JAVA_OPTIONS:-} -Dwindlass.cases="${WINDLASS_CASES:-$windlass_root/../shared/oracles}" \
    -cp "$(cat "$windlass_root/examples/$module/target/classpath"):$windlass_root/examples/$module/target/classes" "$main" "$@"
}
