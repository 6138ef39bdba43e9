package lab.net;

import java.nio.file.Path;

/**
 * Removes namespaces of the laboratory with every process in them. Whatever runs in a namespace of that name was started
 * by a laboratory, so that a killed run needs no list of processes to be tidied up after.
 */
public final class Leftovers {
    private Leftovers() {}

    /** Removes all worlds; the names of the namespaces that there were. */
    public static String remove() {
        return remove("vs[0-9]*-*");
    }

    /** Removes what an earlier run wrote, so that no client's memory outlives its row. */
    public static void remove(Path folder) {
        Shell.plain("rm -rf '" + folder.toAbsolutePath() + "'");
    }

    /** Removes the worlds whose namespaces have such names. */
    static String remove(String pattern) {
        return Shell.plain("""
                cd /run/netns 2>/dev/null || exit 0
                for signal in TERM KILL; do
                  for ns in %1$s; do
                    [ -e "$ns" ] || continue
                    pids=$(ip netns pids "$ns" 2>/dev/null || true)
                    [ -z "$pids" ] || kill -$signal $pids 2>/dev/null || true
                  done
                  waited=0
                  while [ $waited -lt 30 ]; do
                    left=
                    for ns in %1$s; do
                      if [ -e "$ns" ] && [ -n "$(ip netns pids "$ns" 2>/dev/null || true)" ]; then left=$ns; break; fi
                    done
                    [ -n "$left" ] || break
                    sleep 0.1
                    waited=$((waited + 1))
                  done
                done
                for ns in %1$s; do
                  [ -e "$ns" ] || continue
                  echo "$ns"
                  ip netns del "$ns" || true
                done
                """.formatted(pattern)).strip();
    }
}
