namespace Docker.DotNet.Models;

public class SystemInfoResponse
{
    public string Driver { get; set; }

    public IList<string[]> DriverStatus { get; set; }

    public string OperatingSystem { get; set; }

    public string OSType { get; set; }

    public string Architecture { get; set; }

    public long NCPU { get; set; }

    public long MemTotal { get; set; }

    public string DockerRootDir { get; set; }

    public string Name { get; set; }

    public string ServerVersion { get; set; }
}
