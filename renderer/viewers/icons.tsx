/** The signs on the viewers' buttons. */
const paths = {
  smaller: 'M3.5 8h9',
  larger: 'M3.5 8h9M8 3.5v9',
  fit: 'M2.5 4v8M13.5 4v8M5 8h6M6.8 6 4.8 8l2 2M9.2 6l2 2-2 2',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.4 10.4l3.3 3.3',
  previous: 'M4 10l4-4 4 4',
  next: 'M4 6l4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  list: 'M3 4h10M3 8h10M3 12h10',
  rotate: 'M12.8 8.5A5 5 0 1 1 11.4 4.6M11.6 2.2v2.6H9',
  copy: 'M8 2.5v7.2M5 7l3 3 3-3M3 12.5h10',
  panel: 'M2.5 3h11v10h-11ZM6.5 3v10',
  box: 'M2.5 5V3h2M11.5 3h2v2M13.5 11v2h-2M4.5 13h-2v-2M7 3h2M7 13h2M2.5 7.2v1.6M13.5 7.2v1.6',
  whole: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3',
} as const;

export type IconName = keyof typeof paths;

export function Icon(props: { readonly name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[props.name]} />
    </svg>
  );
}
