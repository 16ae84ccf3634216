/** `curl … | sh`: nobody has seen what runs. */
export const FETCHED_AND_RUN = /\b(curl|wget)\b[^|;&\n]{0,500}\|\s{0,9}(sudo\s{1,9})?(ba|z|da)?sh\b/;
