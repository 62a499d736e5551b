import type { ErrorCode } from "@sourire/core";

/** What ffmpeg and the systems below it say, and what it means; the first that is found counts. */
export interface StderrFault {
  readonly says: RegExp;
  readonly code: ErrorCode;
  /** For the operator; what ffmpeg said is not repeated. */
  readonly message: string;
}

export const STDERR_FAULTS: readonly StderrFault[] = [
  {
    says: /Unsafe file name|not on whitelist/i,
    code: "CAMERA_FORMAT_UNSUPPORTED",
    message: "it names other files or addresses, which are not followed",
  },
  {
    says: /40[17] (?:Proxy Authentication|Unauthori[sz]ed)|authorization failed/i,
    code: "CAMERA_AUTHENTICATION_FAILED",
    message: "the camera refuses the name or the password",
  },
  {
    says: /403 Forbidden|\(access denied\)/,
    code: "CAMERA_DENIED",
    message: "the camera lets this user see no pictures",
  },
  {
    says: /Permission denied|Operation not permitted|not authori[sz]ed|access (?:was |is )?denied/i,
    code: "CAMERA_DENIED",
    message: "this user may not open it",
  },
  {
    says: /Device or resource busy|Resource busy|already in use|in use by another/i,
    code: "CAMERA_BUSY",
    message: "another program holds it",
  },
  {
    says: /No such device|unplugged|disconnected|Input\/output error.*VIDIOC|VIDIOC\w*\): Input\/output error/i,
    code: "CAMERA_LOST",
    message: "the device went away",
  },
  {
    says: /No such file or directory|Could not find video device|Video device not found|Could not enumerate video devices|404 (?:Not Found|Stream Not Found)|Server returned 404|Not a video capture device|Inappropriate ioctl/i,
    code: "CAMERA_NOT_FOUND",
    message: "it is not there",
  },
  {
    says: /certificate (?:failed verification|verify failed)|verification failed/i,
    code: "CAMERA_DENIED",
    message: "its certificate does not come from the authority that was given",
  },
  {
    says: /Failed to resolve hostname/i,
    code: "CAMERA_NOT_FOUND",
    message: "its host name is unknown",
  },
  {
    says: /Connection refused|Connection timed out|No route to host|Network is unreachable|Host is down|Connection reset|5XX Server Error|50\d (?:Service|Bad Gateway|Internal|Gateway)/i,
    code: "CAMERA_UNAVAILABLE",
    message: "it cannot be reached over the network",
  },
  {
    says: /Invalid data found|moov atom not found|Unknown decoder|Decoder .*not found|no decoder|does not contain any stream|matches no streams|Could not find codec parameters|Is a directory|not supported by the device|Could not set video options|VIDIOC_S_FMT|Unsupported codec|Error while opening decoder/i,
    code: "CAMERA_FORMAT_UNSUPPORTED",
    message: "ffmpeg can read no pictures from it",
  },
];
