# Makes the images that nothing can fetch here, under the names that are expected: a Debian, a JDK with Maven and all that a
# build needs, and a VPN in gluetun's place. $DIR is the folder to work in, $JDK a JDK 25, $HERE the folder of this script.
# What there is of the last run is not made again.
there() { docker image inspect "$1" >/dev/null 2>&1; }

if [ ! -e "$DIR/root.done" ]; then
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
  rm -rf "$DIR/root"
  debootstrap --variant=minbase bookworm "$DIR/root" ${mirror:+"$mirror"}
  rm -rf "$DIR/root/var/cache/apt/archives" "$DIR/root/var/lib/apt/lists" "$DIR/root/usr/share/doc" "$DIR/root/usr/share/locale"
  mkdir -p "$DIR/root/var/cache/apt/archives/partial" "$DIR/root/var/lib/apt/lists/partial"
  touch "$DIR/root.done"
fi
there debian:bookworm-slim || tar -C "$DIR/root" -c . | docker import - debian:bookworm-slim

# the build of the images then needs no network: Maven is told so by its settings
if ! there maven:3-eclipse-temurin-25; then
  stage=$DIR/stage
  rm -rf "$stage"
  cp -al "$DIR/root" "$stage"
  mkdir -p "$stage/opt/java" "$stage/root/.m2"
  cp -rL "$JDK" "$stage/opt/java/openjdk"
  rm -f "$stage/opt/java/openjdk/lib/src.zip"
  cp -rL /usr/share/maven "$stage/usr/share/maven"
  ln -s /usr/share/maven/bin/mvn "$stage/usr/bin/mvn"
  cp -r "${HOME:-/root}/.m2/repository" "$stage/root/.m2/repository"
  find "$stage/root/.m2" '(' -name _remote.repositories -o -name '*.lastUpdated' ')' -delete
  echo '<settings><offline>true</offline></settings>' >"$stage/root/.m2/settings.xml"
  tar -C "$stage" -c . | docker import --change 'ENV JAVA_HOME=/opt/java/openjdk' \
    --change 'ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    --change 'ENV LANG=C.UTF-8' - maven:3-eclipse-temurin-25
  rm -rf "$stage"
fi

vpn=$DIR/vpn
mkdir -p "$vpn/debs/partial"
if [ ! -e "$DIR/debs.done" ]; then
  apt-get -qq -o Dir::State::status="$DIR/root/var/lib/dpkg/status" -o Dir::Cache::archives="$vpn/debs" -o Debug::NoLocking=1 \
    --download-only --yes --no-install-recommends install iproute2 nftables wireguard-go wireguard-tools
  touch "$DIR/debs.done"
fi
cp "$HERE/vpn/Dockerfile" "$HERE/vpn/start" "$vpn/"
docker build -q -t qmcgaw/gluetun "$vpn"
