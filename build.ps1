#
#   ./build.ps1 [target] [--parameter value …]     see ./build.ps1 --help
#
#   --rebuild             builds the build program even if nothing has changed
#   --refresh-packages    asks the package feed again, where stand-ins are in use
#
[CmdletBinding()]
Param(
    [Parameter(Position = 0, Mandatory = $false, ValueFromRemainingArguments = $true)]
    [string[]]$Arguments = @()
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = "Stop"
trap { Write-Error $_ -ErrorAction Continue; exit 1 }

###########################################################################
# CONFIGURATION
###########################################################################

$ScriptDirectory = Split-Path $MyInvocation.MyCommand.Path -Parent
$BuildProjectFile = Join-Path $ScriptDirectory "build/_build.csproj"
$BuildProgramFile = Join-Path $ScriptDirectory "build/bin/Debug/_build.dll"
$TempDirectory = Join-Path $ScriptDirectory ".nuke/temp"
$StandInsMarker = Join-Path $TempDirectory "use-stand-ins"
$FingerprintFile = Join-Path $TempDirectory "build.fingerprint"

$DotNetGlobalFile = Join-Path $ScriptDirectory "global.json"
$DotNetInstallUrl = "https://dot.net/v1/dotnet-install.ps1"
$DotNetChannel = "STS"

$env:DOTNET_CLI_TELEMETRY_OPTOUT = 1
$env:DOTNET_NOLOGO = 1
$env:NUKE_TELEMETRY_OPTOUT = 1

###########################################################################
# ARGUMENTS: two are the script's own, all others are the build's
###########################################################################

$Rebuild = ($Arguments -contains "--rebuild") -or ($Arguments -contains "--refresh-packages")
if (($Arguments -contains "--refresh-packages") -and (Test-Path $StandInsMarker)) { Remove-Item $StandInsMarker }
$BuildArguments = @($Arguments | Where-Object { ($_ -ne "--rebuild") -and ($_ -ne "--refresh-packages") })

###########################################################################
# FUNCTIONS
###########################################################################

# One line for everything that the build program is made from: paths and content, so that neither a restored time stamp
# nor a deleted file goes unnoticed.
function Get-Fingerprint {
    $files = @(Get-ChildItem -Path (Join-Path $ScriptDirectory "build"), (Join-Path $ScriptDirectory "source") -Recurse -File -Force |
        Where-Object { $_.FullName -notmatch '[\\/](bin|obj)[\\/]' })
    $files += @(Get-ChildItem -Path $ScriptDirectory -File -Force |
        Where-Object { $_.Name -like 'Directory.*' -or $_.Name -like '*.json' -or $_.Name -eq 'nuget.config' -or $_.Name -eq '.editorconfig' })
    $lines = @($files | Sort-Object FullName | ForEach-Object { "$((Get-FileHash $_.FullName -Algorithm SHA256).Hash) $($_.FullName)" })
    $lines += "Marker=$(Test-Path $StandInsMarker) UseStandIns=$env:UseStandIns"
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($lines -join "`n")
    $sha256 = [System.Security.Cryptography.SHA256]::Create()
    return [System.BitConverter]::ToString($sha256.ComputeHash($bytes)).Replace("-", "").ToLowerInvariant()
}

# The installed SDK if it fits global.json, else one of our own.
function Find-DotNet {
    Push-Location $ScriptDirectory
    try {
        $installed = Get-Command "dotnet" -ErrorAction SilentlyContinue
        if ($null -ne $installed) {
            & $installed.Source --version 2>&1 | Out-Null
            if ($LASTEXITCODE -eq 0) { return $installed.Source }
        }
    } finally { Pop-Location }

    $directory = Join-Path $TempDirectory "dotnet-win"
    $program = Join-Path $directory "dotnet.exe"
    if (-not (Test-Path $program)) {
        [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
        $script = Join-Path $TempDirectory "dotnet-install.ps1"
        (New-Object System.Net.WebClient).DownloadFile($DotNetInstallUrl, $script)
        $version = $null
        if (Test-Path $DotNetGlobalFile) { $version = (Get-Content $DotNetGlobalFile -Raw | ConvertFrom-Json).sdk.version }
        if ($version) { & $script -InstallDir $directory -Version $version -NoPath | Out-Host }
        else { & $script -InstallDir $directory -Channel $DotNetChannel -NoPath | Out-Host }
    }
    return $program
}

# Stand-ins take the place of Nuke.Common and Docker.DotNet if, and only if, the feed does not have one of them.
function Restore-Packages {
    if ($env:UseStandIns -or (Test-Path $StandInsMarker)) { return }
    $log = & $env:DOTNET_EXE restore $BuildProjectFile -nologo -v quiet 2>&1 | Out-String
    if ($LASTEXITCODE -eq 0) { return }
    if ($log -notmatch 'NU110[12]: .*(Nuke\.Common|Docker\.DotNet)') { Write-Host $log; exit 1 }
    Write-Host "The package feed lacks Nuke.Common or Docker.DotNet: building with the stand-ins under build/StandIns (--refresh-packages asks again)."
    New-Item -ItemType File -Path $StandInsMarker -Force | Out-Null
}

# Nothing is shown of a build that succeeds: its warnings are errors.
function Invoke-Compile {
    Write-Host "Compiling the build program"
    $log = & $env:DOTNET_EXE build $BuildProjectFile /nodeReuse:false /p:UseSharedCompilation=false -nologo --verbosity quiet 2>&1 | Out-String
    if ($LASTEXITCODE -ne 0) { Write-Host $log; exit 1 }
}

###########################################################################
# EXECUTION
###########################################################################

New-Item -ItemType Directory -Path $TempDirectory -Force | Out-Null
$Fingerprint = Get-Fingerprint

$isCurrent = (-not $Rebuild) -and (Test-Path $BuildProgramFile) -and (Test-Path $FingerprintFile) -and ((Get-Content $FingerprintFile -Raw).Trim() -eq $Fingerprint)
$env:DOTNET_EXE = Find-DotNet
if (-not $isCurrent) {
    if (Test-Path $FingerprintFile) { Remove-Item $FingerprintFile }
    Restore-Packages
    Invoke-Compile
    # Taken anew: Restore-Packages may have decided for the stand-ins.
    Set-Content -Path $FingerprintFile -Value (Get-Fingerprint)
}

# NUKE looks for its root upwards from the working directory.
Push-Location $ScriptDirectory
try { & $env:DOTNET_EXE $BuildProgramFile @BuildArguments }
finally { Pop-Location }
exit $LASTEXITCODE
