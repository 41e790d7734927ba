#!/usr/bin/env bash
#
#   ./build.sh [target] [--parameter value …]     see ./build.sh --help
#
#   --rebuild             builds the build program even if nothing has changed
#   --refresh-packages    asks the package feed again, where stand-ins are in use
#
set -eo pipefail

SCRIPT_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

###########################################################################
# CONFIGURATION
###########################################################################

BUILD_PROJECT_FILE="$SCRIPT_DIR/build/_build.csproj"
BUILD_PROGRAM_FILE="$SCRIPT_DIR/build/bin/Debug/_build.dll"
TEMP_DIRECTORY="$SCRIPT_DIR/.nuke/temp"
STAND_INS_MARKER="$TEMP_DIRECTORY/use-stand-ins"
FINGERPRINT_FILE="$TEMP_DIRECTORY/build.fingerprint"

DOTNET_GLOBAL_FILE="$SCRIPT_DIR/global.json"
DOTNET_INSTALL_URL="https://dot.net/v1/dotnet-install.sh"
DOTNET_CHANNEL="STS"

export DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_NOLOGO=1
export NUKE_TELEMETRY_OPTOUT=1

###########################################################################
# ARGUMENTS: two are the script's own, all others are the build's
###########################################################################

REBUILD=""
BUILD_ARGUMENTS=()
for argument in "$@"; do
    case "$argument" in
        --rebuild) REBUILD=1 ;;
        --refresh-packages) REBUILD=1; rm -f "$STAND_INS_MARKER" ;;
        *) BUILD_ARGUMENTS+=("$argument") ;;
    esac
done

###########################################################################
# FUNCTIONS
###########################################################################

# One line for everything that the build program is made from: paths and content, so that neither a restored time stamp
# nor a deleted file goes unnoticed.
function Fingerprint {
    local sha256="sha256sum"
    command -v sha256sum > /dev/null || sha256="shasum -a 256"
    cd "$SCRIPT_DIR"
    {
        find build source -name bin -prune -o -name obj -prune -o -type f -print0
        find . -maxdepth 1 -type f \( -name 'Directory.*' -o -name '*.json' -o -iname 'nuget.config' -o -name '.editorconfig' \) -print0
        if [ -e "$STAND_INS_MARKER" ]; then printf '%s\0' "$STAND_INS_MARKER"; fi
    } | LC_ALL=C sort -z | xargs -0 $sha256 | { cat; echo "UseStandIns=$UseStandIns"; } | $sha256 | cut -d ' ' -f 1
}

# The installed SDK if it fits global.json, else one of our own.
function FindDotNet {
    if [ -x "$(command -v dotnet)" ] && (cd "$SCRIPT_DIR" && dotnet --version) > /dev/null 2>&1; then
        command -v dotnet
        return
    fi
    local directory="$TEMP_DIRECTORY/dotnet-unix"
    if [ ! -x "$directory/dotnet" ] || ! (cd "$SCRIPT_DIR" && "$directory/dotnet" --version) > /dev/null 2>&1; then
        local script="$TEMP_DIRECTORY/dotnet-install.sh"
        if ! curl -Lsfo "$script" "$DOTNET_INSTALL_URL"; then
            echo "No installed .NET SDK fits global.json, and $DOTNET_INSTALL_URL cannot be reached. Install the SDK that global.json names." >&2
            exit 1
        fi
        chmod +x "$script"
        local version
        version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$DOTNET_GLOBAL_FILE" 2> /dev/null | head -n 1)
        if [ -n "$version" ]; then
            "$script" --install-dir "$directory" --version "$version" --no-path >&2
        else
            "$script" --install-dir "$directory" --channel "$DOTNET_CHANNEL" --no-path >&2
        fi
    fi
    echo "$directory/dotnet"
}

# Stand-ins take the place of Nuke.Common and Docker.DotNet if, and only if, the feed does not have one of them.
function Restore {
    if [ -n "$UseStandIns" ] || [ -e "$STAND_INS_MARKER" ]; then
        return
    fi
    local log="$TEMP_DIRECTORY/restore.log"
    if "$DOTNET_EXE" restore "$BUILD_PROJECT_FILE" -nologo -v quiet > "$log" 2>&1; then
        return
    fi
    if ! grep -qE 'NU110[12]: .*(Nuke\.Common|Docker\.DotNet)' "$log"; then
        cat "$log" >&2
        exit 1
    fi
    echo "The package feed lacks Nuke.Common or Docker.DotNet: building with the stand-ins under build/StandIns (--refresh-packages asks again)."
    touch "$STAND_INS_MARKER"
}

# Nothing is shown of a build that succeeds: its warnings are errors.
function Compile {
    local log="$TEMP_DIRECTORY/compile.log"
    echo "Compiling the build program"
    if ! "$DOTNET_EXE" build "$BUILD_PROJECT_FILE" /nodeReuse:false /p:UseSharedCompilation=false -nologo --verbosity quiet > "$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
}

###########################################################################
# EXECUTION
###########################################################################

mkdir -p "$TEMP_DIRECTORY"
FINGERPRINT=$(Fingerprint)

if [ -z "$REBUILD" ] && [ -f "$BUILD_PROGRAM_FILE" ] && [ "$(cat "$FINGERPRINT_FILE" 2> /dev/null)" = "$FINGERPRINT" ]; then
    DOTNET_EXE=$(command -v dotnet || echo "$TEMP_DIRECTORY/dotnet-unix/dotnet")
else
    DOTNET_EXE=$(FindDotNet)
    rm -f "$FINGERPRINT_FILE"
    Restore
    Compile
    # Taken anew: Restore may have decided for the stand-ins.
    Fingerprint > "$FINGERPRINT_FILE"
fi

export DOTNET_EXE
# NUKE looks for its root upwards from the working directory.
cd "$SCRIPT_DIR"
exec "$DOTNET_EXE" "$BUILD_PROGRAM_FILE" "${BUILD_ARGUMENTS[@]}"
