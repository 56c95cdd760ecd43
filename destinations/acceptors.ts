// Written by `npm run registry` from the folders beside it; do not edit.


export const acceptors = [

]
